package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.audit.JobLog;
import org.ovirt.v2v.engine.audit.JobStatus;
import org.ovirt.v2v.engine.host.HostStatus;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings imports to their end, with all that belongs to it: events, the job, and the name that becomes free. */
@ApplicationScoped
public class ImportEnding {
    private static final Logger LOG = LoggerFactory.getLogger(ImportEnding.class);

    private final ImportChanges changes;
    private final ImportAudit audit;
    private final JobLog jobs;
    private final NameReservations names;
    private final ImportAttempts attempts;
    private final RetryPolicy policy;
    private final Clock clock = Clock.systemUTC();

    public ImportEnding(
            ImportChanges changes,
            ImportAudit audit,
            JobLog jobs,
            NameReservations names,
            ImportAttempts attempts,
            RetryPolicy policy) {
        this.attempts = attempts;
        this.policy = policy;
        this.changes = changes;
        this.audit = audit;
        this.jobs = jobs;
        this.names = names;
    }

    public void succeed(ImportSnapshot known) {
        changes.during(known, each -> {
            if (!each.state().canBecome(ImportState.SUCCEEDED)) {
                return false;
            }
            each.succeed(now());
            audit.record(AuditType.IMPORTEXPORT_IMPORT_VM, each);
            close(each, AttemptOutcome.SUCCEEDED, JobStatus.FINISHED);
            return true;
        });
    }

    /** Ends an import well without its current attempt, whose proxy host is told to stop. */
    public void succeedByEarlierAttempt(ImportSnapshot known) {
        changes.during(known, each -> {
            if (!each.state().canBecome(ImportState.SUCCEEDED)) {
                return false;
            }
            each.succeed(now());
            attempts.oweAbort(each.attempt().jobId());
            audit.record(AuditType.IMPORTEXPORT_IMPORT_VM, each);
            close(each, AttemptOutcome.CANCELLED, JobStatus.FINISHED);
            return true;
        });
    }

    /**
     * Ends an import as failed; but if the cause passes, the attempt only, and another one follows.
     *
     * @param kind the event that tells what failed; the one about the whole import follows by itself
     */
    public void fail(ImportSnapshot known, AuditType kind, Failure reason) {
        changes.during(known, each -> {
            if (!each.state().canBecome(ImportState.FAILED)) {
                return false;
            }
            Optional<Duration> pause = policy.pause(each.snapshot(), reason);
            if (pause.isPresent()) {
                retry(each, kind, reason, pause.get());
                return true;
            }
            each.fail(reason, now());
            audit.record(kind, each);
            audit.record(AuditType.IMPORTEXPORT_IMPORT_VM_FAILED, each);
            close(each, AttemptOutcome.FAILED, JobStatus.FAILED);
            return true;
        });
    }

    private void retry(Import each, AuditType kind, Failure reason, Duration pause) {
        LOG.info("{} is tried again in {}: {}", each.name(), pause, reason.message());
        attempts.end(each, AttemptOutcome.FAILED, Optional.of(reason), now());
        each.retry(reason, now().plus(pause));
        jobs.endStep(each.origin().jobId(), JobStatus.FAILED);
        audit.record(kind, each);
        audit.record(AuditType.IMPORT_TRIED_AGAIN_BY_ITSELF, each);
    }

    /** Ends an import that turned out to be impossible when it was checked. */
    public void refuse(UUID id, Failure reason) {
        changes.change(id, each -> {
            if (each.state() != ImportState.VALIDATING) {
                return false;
            }
            each.fail(reason, now());
            audit.record(AuditType.IMPORTEXPORT_IMPORT_VM_FAILED, each);
            close(each, AttemptOutcome.FAILED, JobStatus.FAILED);
            return true;
        });
    }

    /** Fails a conversion; but if it has not begun and the host is to blame, another host gets its turn. */
    public void failOrPassOver(ImportSnapshot known, Failure reason) {
        boolean hostIsToBlame = HostStatus.isHindrance(reason.code()) || reason.code() == FailureCode.DOMAIN_MISSING;
        if (!hostIsToBlame || known.placement().fixed() || !known.mayBegin()) {
            fail(known, AuditType.IMPORTEXPORT_CONVERT_FAILED, reason);
            return;
        }
        LOG.warn("{} is not converted on {}: {}", known.name(), known.host().name(), reason.message());
        changes.during(known, each -> {
            boolean there = each.snapshot().mayBegin();
            if (there && each.isCancelRequested()) {
                return cancel(each);
            }
            if (there) {
                attempts.end(each, AttemptOutcome.PASSED_OVER, Optional.of(reason), now());
                each.passOver(reason);
                jobs.endStep(each.origin().jobId(), JobStatus.FAILED);
            }
            return there;
        });
    }

    public void cancel(ImportSnapshot known) {
        changes.during(known, this::cancel);
    }

    /** Ends an import whose proxy host cannot be told, as part of a change that is under way; the host is told later. */
    public boolean abandon(Import each) {
        if (!each.state().canBecome(ImportState.CANCELLED)) {
            return false;
        }
        each.abandon(now());
        attempts.oweAbort(each.attempt().jobId());
        audit.record(AuditType.VM_CANCEL_CONVERSION, each);
        close(each, AttemptOutcome.CANCELLED, JobStatus.ABORTED);
        return true;
    }

    /** Part of a change that is under way. */
    public boolean cancel(Import each) {
        if (!each.state().canBecome(ImportState.CANCELLED)) {
            return false;
        }
        each.cancel(now());
        audit.record(AuditType.VM_CANCEL_CONVERSION, each);
        close(each, AttemptOutcome.CANCELLED, JobStatus.ABORTED);
        return true;
    }

    private void close(Import each, AttemptOutcome attempt, JobStatus outcome) {
        attempts.end(each, attempt, each.snapshot().failure(), now());
        jobs.end(each.origin().jobId(), outcome);
        names.release(each.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
