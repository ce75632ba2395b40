package org.ovirt.v2v.engine.imports.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.Correlation;
import org.ovirt.v2v.engine.imports.ImportOrigin;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.ovirt.v2v.engine.jobs.StepType;

/** Begins the jobs by which imports are shown; joins the transaction of the caller, which stores the import. */
@ApplicationScoped
class ImportOrigins {
    private final JobLog jobs;

    ImportOrigins(JobLog jobs) {
        this.jobs = jobs;
    }

    /** Of an import that has still to be checked. */
    ImportOrigin begin(ImportPlan plan, String owner) {
        return begin(plan, owner, owner);
    }

    /**
     * Of an import that has been checked.
     *
     * @param user who asks for it, which may be another one than its owner
     */
    ImportOrigin beginChecked(ImportPlan plan, String owner, String user) {
        ImportOrigin begun = begin(plan, owner, user);
        jobs.begin(begun.jobId(), StepType.EXECUTING, Optional.empty());
        return begun;
    }

    private ImportOrigin begin(ImportPlan plan, String owner, String user) {
        Optional<String> correlation = Correlation.current();
        UUID job = jobs.start(
                "Importing VM " + plan.name() + " to Cluster "
                        + plan.target().cluster().name(),
                user,
                correlation,
                plan.target().dataCenter().id());
        return new ImportOrigin(owner, correlation.orElse(null), job);
    }
}
