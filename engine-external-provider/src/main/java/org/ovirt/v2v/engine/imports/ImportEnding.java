package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostStatus;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.ovirt.v2v.engine.jobs.JobStatus;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings imports to their end, with all that belongs to it: events, the job, and the name that becomes free. */
@ApplicationScoped
public class ImportEnding {
    private static final Logger LOG = LoggerFactory.getLogger(ImportEnding.class);

    /**
     * What a host lacks for this machine, which another one may have (the drivers may be a file that the import names), or what went
     * wrong in the agent itself, as with a full or broken disk.
     */
    private static final Set<FailureCode> OF_THIS_HOST =
            Set.of(FailureCode.DOMAIN_MISSING, FailureCode.DRIVERS_MISSING, FailureCode.INTERNAL);

    private final ImportChanges changes;
    private final ImportAudit audit;
    private final JobLog jobs;
    private final NameReservations names;
    private final ImportAttempts attempts;
    private final RetryPolicy policy;
    private final RestingHosts resting;
    private final Clock clock;

    public ImportEnding(
            ImportChanges changes,
            ImportAudit audit,
            JobLog jobs,
            NameReservations names,
            ImportAttempts attempts,
            RetryPolicy policy,
            RestingHosts resting,
            Clock clock) {
        this.attempts = attempts;
        this.policy = policy;
        this.resting = resting;
        this.changes = changes;
        this.audit = audit;
        this.jobs = jobs;
        this.names = names;
        this.clock = clock;
    }

    public void succeed(ImportSnapshot known) {
        changes.during(known, this::succeed);
    }

    /** Ends an import well whose machine lay in the export domain, and does not any more. */
    public void succeedTakenOut(ImportSnapshot known) {
        changes.during(known, each -> {
            boolean succeeded = succeed(each);
            if (succeeded) {
                each.takenOut(clock.instant());
                audit.record(AuditType.IMPORTED_VM_TAKEN_OUT, each);
            }
            return succeeded;
        });
    }

    private boolean succeed(Import each) {
        if (!each.state().canBecome(ImportState.SUCCEEDED)) {
            return false;
        }
        each.succeed(clock.instant());
        audit.record(AuditType.IMPORTEXPORT_IMPORT_VM, each);
        close(each, AttemptOutcome.SUCCEEDED, JobStatus.FINISHED);
        return true;
    }

    /** Ends an import well without its current attempt, whose proxy host is told to stop. */
    public void succeedByEarlierAttempt(ImportSnapshot known) {
        changes.during(known, each -> {
            if (!each.state().canBecome(ImportState.FINALIZING)) {
                return false;
            }
            each.finalizing();
            each.succeed(clock.instant());
            attempts.oweAbort(each.attempt().jobId());
            audit.record(AuditType.IMPORTEXPORT_IMPORT_VM, each);
            close(each, AttemptOutcome.CANCELLED, JobStatus.FINISHED);
            return true;
        });
    }

    /**
     * Ends an import as failed; but if the cause passes, the attempt only, and another one follows. One that only came at
     * the wrong time waits, without a limit.
     *
     * @param kind the event that tells what failed; the one about the whole import follows by itself
     */
    public void fail(ImportSnapshot known, AuditType kind, Failure reason) {
        changes.during(known, each -> {
            if (!each.state().canBecome(ImportState.FAILED)) {
                return false;
            }
            Optional<Duration> wait = policy.turnedAway(each.snapshot(), reason, passes(known, reason.code()));
            if (wait.isPresent()) {
                putOff(each, reason, wait.get());
                return true;
            }
            Optional<Duration> pause = policy.pause(each.snapshot(), reason);
            if (pause.isPresent()) {
                retry(each, kind, reason, pause.get());
                return true;
            }
            each.fail(reason, clock.instant());
            audit.record(kind, each, reason);
            audit.record(AuditType.IMPORTEXPORT_IMPORT_VM_FAILED, each, reason);
            close(each, AttemptOutcome.FAILED, JobStatus.FAILED);
            return true;
        });
    }

    /** Whether what an import has met on its host is known to pass, which the failure alone does not tell. */
    private boolean passes(ImportSnapshot known, FailureCode code) {
        boolean sourceIsAway = code == FailureCode.SOURCE_UNREACHABLE
                && resting.isUnreached(known.source().provider().id());
        boolean inItsOwnWay = code == FailureCode.VM_ID_IN_USE && attempts.isOwedAbort(known.id(), known.host());
        return sourceIsAway || inItsOwnWay;
    }

    /** No event tells of it: it may be so for hours, for each import of a long queue. */
    private void putOff(Import each, Failure reason, Duration pause) {
        LOG.info("{} waits for {}: {}", each.name(), pause, reason.message());
        endAttempt(each, AttemptOutcome.FAILED, reason);
        each.putOff(reason, clock.instant().plus(pause));
    }

    private void retry(Import each, AuditType kind, Failure reason, Duration pause) {
        LOG.info("{} is tried again in {}: {}", each.name(), pause, reason.message());
        endAttempt(each, AttemptOutcome.FAILED, reason);
        each.retry(reason, clock.instant().plus(pause));
        audit.record(kind, each, reason);
        audit.record(AuditType.IMPORT_TRIED_AGAIN_BY_ITSELF, each, reason);
    }

    /** Ends an import that turned out to be impossible when it was checked. */
    public void refuse(UUID id, Failure reason) {
        changes.change(id, each -> {
            if (each.state() != ImportState.VALIDATING) {
                return false;
            }
            each.fail(reason, clock.instant());
            audit.record(AuditType.IMPORTEXPORT_IMPORT_VM_FAILED, each, reason);
            close(each, AttemptOutcome.FAILED, JobStatus.FAILED);
            return true;
        });
    }

    /** Fails a conversion; but if it has not begun and the host is to blame, another host gets its turn. */
    public void failOrPassOver(ImportSnapshot known, Failure reason) {
        boolean hostIsToBlame = !RetryPolicy.hasNoRoom(reason.code())
                && (HostStatus.isHindrance(reason.code()) || OF_THIS_HOST.contains(reason.code()));
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
                endAttempt(each, AttemptOutcome.PASSED_OVER, reason);
                each.passOver(reason);
            }
            return there;
        });
    }

    public void cancel(ImportSnapshot known) {
        changes.during(known, this::cancel);
    }

    /** As {@link #abandon(Import, String)}, for whoever has asked for it before. */
    public boolean abandon(Import each) {
        return abandon(each, each.canceller());
    }

    /**
     * Ends an import whose proxy host cannot be told, as part of a change that is under way; the host is told later.
     *
     * @param user who wants it
     */
    public boolean abandon(Import each, String user) {
        if (!each.state().canBecome(ImportState.CANCELLED)) {
            return false;
        }
        each.abandon(clock.instant());
        attempts.oweAbort(each.attempt().jobId());
        audit.record(AuditType.VM_CANCEL_CONVERSION, each, user);
        close(each, AttemptOutcome.CANCELLED, JobStatus.ABORTED);
        return true;
    }

    private boolean cancel(Import each) {
        return cancel(each, each.canceller());
    }

    /**
     * Part of a change that is under way.
     *
     * @param user who wants it
     */
    public boolean cancel(Import each, String user) {
        if (!each.state().canBecome(ImportState.CANCELLED)) {
            return false;
        }
        each.cancel(clock.instant());
        audit.record(AuditType.VM_CANCEL_CONVERSION, each, user);
        close(each, AttemptOutcome.CANCELLED, JobStatus.ABORTED);
        return true;
    }

    /** Lets an import go on elsewhere whose proxy host is dead, as part of a change that is under way. */
    public boolean fence(Import each, Failure reason) {
        if (!ImportState.ON_HOST.contains(each.state())) {
            return false;
        }
        if (each.isCancelRequested()) {
            return abandon(each);
        }
        attempts.oweAbort(each.attempt().jobId());
        endAttempt(each, AttemptOutcome.FENCED, reason);
        each.leaveHost(reason);
        return true;
    }

    /** The current attempt ends, but not the import. */
    private void endAttempt(Import each, AttemptOutcome outcome, Failure reason) {
        attempts.end(each, outcome, Optional.of(reason), clock.instant());
        jobs.endStep(each.origin().jobId(), JobStatus.FAILED);
    }

    private void close(Import each, AttemptOutcome attempt, JobStatus outcome) {
        Instant now = clock.instant();
        ImportSnapshot ended = each.snapshot();
        LOG.info(
                "The import of {} is {} after {}",
                each.name(),
                each.state().name().toLowerCase(Locale.ROOT),
                Duration.between(ended.times().createdAt(), now).truncatedTo(ChronoUnit.SECONDS));
        attempts.end(each, attempt, ended.failure(), now);
        jobs.end(each.origin().jobId(), outcome);
        names.release(each.id());
    }
}
