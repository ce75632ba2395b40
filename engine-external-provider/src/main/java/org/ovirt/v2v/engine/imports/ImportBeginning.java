package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.ovirt.v2v.engine.jobs.StepType;

/** Lets attempts of imports begin, with all that belongs to it: the stored attempt, the step of the job, and the event. */
@ApplicationScoped
public class ImportBeginning {
    private final ImportAttempts attempts;
    private final JobLog jobs;
    private final ImportAudit audit;
    private final Clock clock;

    public ImportBeginning(ImportAttempts attempts, JobLog jobs, ImportAudit audit, Clock clock) {
        this.attempts = attempts;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    /** The next attempt of a queued import begins on this proxy host; joins the transaction of the caller, which has locked it. */
    public void begin(Import queued, NamedId host) {
        Instant now = clock.instant();
        queued.start(host, now);
        attempts.begin(queued, now);
        jobs.begin(
                queued.origin().jobId(),
                StepType.CONVERTING_VM,
                Optional.of(queued.host().id()));
        audit.record(AuditType.IMPORTEXPORT_STARTING_CONVERT_VM, queued);
    }
}
