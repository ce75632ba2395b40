package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;

/** However many jobs there are, and however long their texts, the agent's memory takes them. */
class KnownJobsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long ROOM = 100_000;

    private final KnownJobs jobs = new KnownJobs(ROOM);

    @Test
    void thoseThatEndedLongestAgoMakeRoom() throws Exception {
        Job first = ended(1);
        Job running = running("web");
        Job second = ended(2);
        for (Job job : List.of(second, running, first)) {
            assertThat(jobs.add(job)).isTrue();
        }

        assertThat(jobs.add(running("x".repeat(22_500)))).isTrue();

        assertThat(jobs.all()).contains(running, second).doesNotContain(first);
    }

    @Test
    void noneIsTakenBesideThoseThatHaveNotEndedIfThereIsNoRoom() throws Exception {
        jobs.add(running("x".repeat(40_000)));

        assertThatThrownBy(() -> jobs.add(running("x".repeat(10_000))))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.HOST_BUSY));
        assertThat(jobs.all()).hasSize(1);
        assertThat(jobs.add(running("small"))).isTrue();
    }

    @Test
    void allThatHaveNotEndedAreLoaded() {
        List<Job> running = List.of(running("x".repeat(40_000)), running("x".repeat(40_000)));

        running.forEach(jobs::load);
        jobs.load(ended(1));

        assertThat(jobs.all()).containsExactlyInAnyOrderElementsOf(running);
    }

    @Test
    void thereIsOneOfAnId() throws Exception {
        Job job = running("web");
        jobs.add(job);

        assertThat(jobs.add(job)).isFalse();
    }

    private static Job running(String name) {
        return job(Job.fresh(UUID.randomUUID(), name));
    }

    private static Job ended(int minutes) {
        return job(JobReportBuilder.builder()
                .id(UUID.randomUUID())
                .vmName("x".repeat(10_000))
                .status(JobStatus.DONE)
                .phase(Phase.FINISHED)
                .endedAt(NOW.plusSeconds(60L * minutes))
                .build());
    }

    private static Job job(JobReport report) {
        return new Job(
                new JobFolder(Path.of("/nowhere")),
                new JobRequest(report.id(), null, "", null, NOW, ""),
                report,
                changed -> {});
    }
}
