package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;

/** Jobs that nobody deletes are not kept, and listed, for as long as the agent runs. */
class OldJobsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path root;

    @Test
    void jobsThatEndedLongAgoAreForgottenWhileTheAgentRuns() throws IOException {
        JobFolders folders = new JobFolders(root);
        KnownJobs jobs = KnownJobs.inHeap();
        Job old = add(folders, jobs, ended(Duration.ofDays(15)));
        Job recent = add(folders, jobs, ended(Duration.ofDays(13)));
        Job running = add(folders, jobs, Job.fresh(UUID.randomUUID(), "running"));

        try (OldJobs removal = new OldJobs(folders, jobs, Clock.fixed(NOW, ZoneOffset.UTC))) {
            removal.remove();
        }

        assertThat(jobs.all()).containsExactlyInAnyOrder(recent, running);
        assertThat(old.folder().path()).doesNotExist();
        assertThat(folders.all()).containsExactlyInAnyOrder(recent.folder(), running.folder());
    }

    private static Job add(JobFolders folders, KnownJobs jobs, JobReport report) throws IOException {
        JobFolder folder = folders.folder(report.id());
        folder.create();
        folder.writeState(report);
        Job job = new Job(folder, new JobRequest(report.id(), null, "", null, NOW, ""), report, changed -> {});
        jobs.load(job);
        return job;
    }

    private static JobReport ended(Duration ago) {
        return JobReportBuilder.builder()
                .id(UUID.randomUUID())
                .vmName("ended")
                .status(JobStatus.DONE)
                .phase(Phase.FINISHED)
                .endedAt(NOW.minus(ago))
                .build();
    }
}
