package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.exportdomain.MountedExportDomains;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;

/** What an ended job has left is removed, and never what one of the same id makes that begins at that moment. */
class SweepIT {
    private static final Duration TIME_OUT = Duration.ofSeconds(30);

    private final UUID id = UUID.randomUUID();
    private final TestingFolder folder = TestingFolder.create("sweep");
    private final TestingExportDomain domain = TestingExportDomain.create();
    private final MountedExportDomains domains = new MountedExportDomains(List.of());
    private final JobWorkers workers = new JobWorkers();
    private final Debts debts = new Debts(folder.resolve("owed"), domains, workers, BackOff.USUAL);
    private final JobFolders jobs = new JobFolders(folder.resolve("jobs"));
    private final Sweep sweep = new Sweep(jobs, new EndedJobs(folder.resolve("ended")), domains, debts, workers);

    @AfterEach
    void close() {
        debts.close();
        workers.close();
        domain.close();
        folder.close();
    }

    @Test
    void whatLiesThereIsRemovedUnlessAJobOfItsIdBeginsMeanwhile() throws Exception {
        leaveEndedJob();
        Path left = Files.createDirectories(domain.root().resolve(".v2v").resolve(id.toString()));
        domain.giveToVdsm();
        AtomicInteger questions = new AtomicInteger();
        CountDownLatch answered = new CountDownLatch(2);

        sweep.run(job -> {
            boolean begun = questions.getAndIncrement() > 0; // after the first answer
            answered.countDown();
            return begun;
        });

        answered.await();
        await().atMost(TIME_OUT).until(() -> !debts.know(id));
        assertThat(left).exists();

        sweep.run(job -> false);

        await().atMost(TIME_OUT).until(() -> Files.notExists(left) && !debts.know(id));
    }

    private void leaveEndedJob() throws Exception {
        JobFolder job = jobs.folder(id);
        job.create();
        job.writePlan(new JobPlan(
                id,
                id,
                domain.root().toString(),
                domain.id(),
                null,
                folder.resolve("t").toString(),
                null,
                List.of(),
                null,
                null,
                null,
                null));
        JobReport fresh = Job.fresh(id, "web");
        job.writeState(fresh.with(next -> next.status(JobStatus.ERROR)));
    }
}
