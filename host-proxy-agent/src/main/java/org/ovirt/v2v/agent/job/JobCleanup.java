package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.exportdomain.Staging;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.files.TreeDeletion;

/**
 * What a job leaves outside its own folder, and how to get rid of it.
 *
 * @param staged what it has made in the export domain
 */
record JobCleanup(JobPlan plan, JobProcesses processes, Staging staged) {
    static JobCleanup of(JobPlan plan, ExportDomains domains) {
        return new JobCleanup(plan, new JobProcesses(plan.job()), domains.staging(plan.place()));
    }

    /** Ends every process of the job that is still there. */
    void endProcesses() throws FailureException {
        processes.end();
    }

    /** Removes password and temporary files. */
    void removeLocal() throws IOException {
        if (plan.passwordFile() != null) {
            Files.deleteIfExists(Path.of(plan.passwordFile()));
        }
        new TreeDeletion().delete(Path.of(plan.temp()));
    }
}
