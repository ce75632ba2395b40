package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.v2v.ConversionOutput;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;

class JobTest {
    @TempDir
    private Path state;

    private final List<JobReport> told = new ArrayList<>();

    /** As when it is cancelled while virt-v2v is being started, by a thread that hears of it later. */
    @Test
    void isEndedForGoodWhateverBecomesOfItsConversion() throws IOException {
        Job job = job();

        job.aborted();
        job.follow(new ConversionOutput(List.of(), () -> {}));
        job.committing();
        job.waiting("move the result", Failure.of(FailureCode.DOMAIN_FULL, "The file system is full."));
        job.failed(Failure.of(FailureCode.INTERNAL, "A defect."));

        assertThat(job.report().status()).isEqualTo(JobStatus.ABORTED);
        assertThat(job.report().failure()).isNull();
        assertThat(told).extracting(JobReport::status).containsExactly(JobStatus.ABORTED);
        assertThat(job.folder().state()).isEqualTo(job.report());
    }

    private Job job() throws IOException {
        UUID id = UUID.randomUUID();
        JobFolder folder = new JobFolder(Files.createDirectory(state.resolve(id.toString())));
        return new Job(folder, new JobRequest(id, null, "", null, Instant.now(), ""), Job.fresh(id, "web"), told::add);
    }
}
