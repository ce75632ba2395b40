package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.exportdomain.Staging;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.files.TreeDeletion;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * What a job leaves outside its own folder, and how to get rid of it.
 *
 * @param staged what it has made in the export domain
 */
record JobCleanup(JobPlan plan, JobProcesses processes, Staging staged) {
    private static final Duration TIME_OUT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 50;

    static JobCleanup of(JobPlan plan, ExportDomains domains) {
        return new JobCleanup(plan, new JobProcesses(plan.job()), domains.staging(plan.place()));
    }

    /** Ends every process of the job that is still there. */
    void endProcesses() throws FailureException {
        long deadline = System.nanoTime() + TIME_OUT.toNanos();
        while (!processes.list().isEmpty()) {
            processes.kill();
            if (System.nanoTime() > deadline) {
                throw new FailureException(
                        FailureCode.INTERNAL,
                        "Processes of the job cannot be ended on this host, perhaps because its storage does not answer: "
                                + processes.list() + ".");
            }
            pause();
        }
    }

    /** Removes password and temporary files. */
    void removeLocal() throws IOException {
        if (plan.passwordFile() != null) {
            Files.deleteIfExists(Path.of(plan.passwordFile()));
        }
        new TreeDeletion().delete(Path.of(plan.temp()));
    }

    private static void pause() throws FailureException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(FailureCode.INTERNAL, "Interrupted while ending the processes of a job.", e);
        }
    }
}
