package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndedJobsTest {
    @TempDir
    private Path state;

    @Test
    void keepsTheLogsOfADeletedJobForTwoWeeks() throws IOException {
        EndedJobs ended = new EndedJobs(state.resolve("ended"));
        UUID recent = job();
        UUID old = job();
        ended.take(new JobFolder(state.resolve(old.toString())));
        Files.setLastModifiedTime(
                ended.root().resolve(old.toString()),
                FileTime.from(Instant.now().minus(Duration.ofDays(15))));

        ended.take(new JobFolder(state.resolve(recent.toString())));

        assertThat(ended.root().resolve(recent.toString()).resolve("stderr")).hasContent("virt-v2v: error: no luck");
        assertThat(ended.root().resolve(old.toString())).doesNotExist();
        assertThat(state.resolve(recent.toString())).doesNotExist();
    }

    /** What has made something tells what may be where. */
    @Test
    void ofManyThoseAreKeptThatHaveMadeSomethingAndTheLastOfTheOthers() throws IOException {
        EndedJobs ended = new EndedJobs(state.resolve("ended"), 2);
        UUID converted = job();
        Files.writeString(state.resolve(converted.toString()).resolve("plan.json"), "{}");
        List<UUID> jobs = List.of(converted, job(), job());
        for (UUID job : jobs) {
            ended.take(new JobFolder(state.resolve(job.toString())));
            Files.setLastModifiedTime(
                    ended.root().resolve(job.toString()),
                    FileTime.from(Instant.now().minusSeconds(3 - jobs.indexOf(job))));
        }

        ended.removeOld();

        assertThat(ended.all())
                .extracting(folder -> folder.path().getFileName().toString())
                .containsExactlyInAnyOrder(converted.toString(), jobs.get(2).toString());
    }

    @Test
    void oneThatCannotBeLookedAtKeepsNoOther() throws IOException {
        EndedJobs ended = new EndedJobs(state.resolve("ended"));
        UUID old = job();
        ended.take(new JobFolder(state.resolve(old.toString())));
        Files.setLastModifiedTime(
                ended.root().resolve(old.toString()),
                FileTime.from(Instant.now().minus(Duration.ofDays(15))));
        Files.createSymbolicLink(ended.root().resolve(UUID.randomUUID().toString()), state.resolve("nowhere"));

        ended.removeOld();

        assertThat(ended.root().resolve(old.toString())).doesNotExist();
    }

    /** What was refused tells nothing of what the one before it has made. */
    @Test
    void aJobThatHasMadeNothingDoesNotTakeThePlaceOfOneThatHas() throws IOException {
        EndedJobs ended = new EndedJobs(state.resolve("ended"));
        UUID id = job();
        Files.writeString(state.resolve(id.toString()).resolve("plan.json"), "{}");
        ended.take(new JobFolder(state.resolve(id.toString())));
        Files.createDirectory(state.resolve(id.toString()));

        ended.take(new JobFolder(state.resolve(id.toString())));

        assertThat(ended.root().resolve(id.toString()).resolve("plan.json")).hasContent("{}");
        assertThat(state.resolve(id.toString())).doesNotExist();
    }

    private UUID job() throws IOException {
        UUID id = UUID.randomUUID();
        Files.createDirectory(state.resolve(id.toString()));
        Files.writeString(state.resolve(id.toString()).resolve("stderr"), "virt-v2v: error: no luck");
        return id;
    }
}
