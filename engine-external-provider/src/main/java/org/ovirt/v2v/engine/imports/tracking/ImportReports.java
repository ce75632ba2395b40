package org.ovirt.v2v.engine.imports.tracking;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportAudit;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportBroadcast;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportProgress;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.run.ImportStarter;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the proxy hosts say of their jobs into changes of imports. Never called twice at once for the same import. */
@ApplicationScoped
public class ImportReports {
    private static final Logger LOG = LoggerFactory.getLogger(ImportReports.class);

    /** For how long after its start an import may begin again by itself. */
    private static final Duration BEGIN_AGAIN = Duration.ofMinutes(10);

    private static final Duration STORED_EACH = Duration.ofMillis(20);
    private static final Duration COUNTED = Duration.ofSeconds(1);

    private final ImportBoard board;
    private final ImportBroadcast broadcast;
    private final ImportChanges changes;
    private final ImportStarter starter;
    private final ImportFinisher finisher;
    private final ImportEnding ending;
    private final ImportAudit audit;
    private final JobLog jobs;
    private final ImportSettings settings;

    /** The progress of a job as it was stored last; forgotten by itself, since its end may be heard by another engine. */
    private final ConcurrentMap<UUID, Stored> stored = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(10))
            .<UUID, Stored>build()
            .asMap();

    private record Stored(ImportProgress progress, Instant time) {}

    /** How often the progress of an import is stored at most, as was found then. */
    private record Interval(Instant from, Duration length) {}

    private volatile Interval interval = new Interval(Instant.MIN, Duration.ZERO);

    private final Clock clock;

    public ImportReports(
            ImportBoard board,
            ImportBroadcast broadcast,
            ImportChanges changes,
            ImportStarter starter,
            ImportFinisher finisher,
            ImportEnding ending,
            ImportAudit audit,
            JobLog jobs,
            ImportSettings settings,
            Clock clock) {
        this.board = board;
        this.broadcast = broadcast;
        this.changes = changes;
        this.starter = starter;
        this.finisher = finisher;
        this.ending = ending;
        this.audit = audit;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    void accept(JobReport job) {
        Optional<ImportSnapshot> known = board.findByJob(job.id()).filter(ImportSnapshot::isOnHost);
        if (known.isEmpty()) {
            return;
        }
        switch (job.status()) {
            case STARTING, COPYING_DISK -> progress(known.get(), job);
            case DONE -> finisher.finish(known.get(), job);
            case ERROR -> failed(known.get(), job);
            case ABORTED -> aborted(known.get());
        }
        if (job.status().isFinal()) {
            stored.remove(job.id());
        }
    }

    private void progress(ImportSnapshot known, JobReport job) {
        ImportProgress next = known.progress().advancedBy(job);
        if (mustBeStored(known, next)) {
            changes.during(known, each -> store(each, job))
                    .ifPresent(each -> stored.put(job.id(), new Stored(next, clock.instant())));
        } else if (!next.equals(known.progress())) {
            broadcast.progress(job.id(), known.cancelRequested() ? next.describedAs(Import.cancelling(job)) : next);
        }
    }

    private boolean mustBeStored(ImportSnapshot known, ImportProgress next) {
        return known.state() == ImportState.STARTING
                || known.progress().phase() != next.phase()
                || !known.progress().waitsLike(next)
                || Optional.ofNullable(stored.get(known.jobId()))
                        .map(last -> isDue(last) && !isKept(last, known, next))
                        .orElse(true);
    }

    private boolean isDue(Stored last) {
        Instant now = clock.instant();
        return !Recency.isWithin(last.time(), settings.storeInterval(), now)
                && !Recency.isWithin(last.time(), storeInterval(now), now);
    }

    /** So that all imports together are stored 50 times a second at most; counted once a second. */
    private Duration storeInterval(Instant now) {
        Interval counted = interval;
        if (counted.from().plus(COUNTED).isBefore(now) || counted.from().isAfter(now)) {
            counted = new Interval(now, STORED_EACH.multipliedBy(board.onHosts().count()));
            interval = counted;
        }
        return counted.length();
    }

    /** A report that says what is known and stored already, as most do for which hosts are asked. */
    private static boolean isKept(Stored last, ImportSnapshot known, ImportProgress next) {
        return next.equals(last.progress())
                && next.equals(known.progress())
                && known.unreachableSince().isEmpty();
    }

    private boolean store(Import each, JobReport job) {
        if (each.state() == ImportState.STARTING) {
            each.converting();
        }
        if (each.state() != ImportState.CONVERTING) {
            return false;
        }
        ImportProgress before = each.snapshot().progress();
        each.report(job);
        audit.recordObstacle(each, before);
        jobs.progress(each.origin().jobId(), job.progress());
        return true;
    }

    private void failed(ImportSnapshot known, JobReport job) {
        Failure failure = Optional.ofNullable(job.failure())
                .orElseGet(() -> Failure.of(FailureCode.CONVERSION_FAILED, job.description()));
        if (failure.code() == FailureCode.JOB_LOST && mayBeginAgain(known)) {
            LOG.info("The import {} is started again: {}", known.id(), failure.message());
            finisher.forgetJob(known);
            starter.start(known.jobId());
            return;
        }
        if (failure.code() == FailureCode.VM_ID_IN_USE && finisher.mayBeOfEarlierAttempt(known)) {
            lookForEarlierResult(known, failure);
        } else {
            ending.failOrPassOver(known, failure);
            finisher.forgetJob(known);
        }
    }

    /** An attempt that counted as lost may have put the machine into the export domain all the same. */
    private void lookForEarlierResult(ImportSnapshot known, Failure failure) {
        Optional<Boolean> committed = finisher.isCommittedIfKnown(known);
        if (committed.isEmpty()) {
            LOG.info("Whether {} is in its export domain already is asked again later", known.name());
            return;
        }
        if (committed.get()) {
            finisher.finishCommitted(known);
        } else {
            ending.failOrPassOver(known, failure);
        }
        finisher.forgetJob(known);
    }

    /** The agent was restarted while it checked; one that does so again and again must not keep an import for ever. */
    private boolean mayBeginAgain(ImportSnapshot known) {
        boolean recent = known.times()
                .started()
                .filter(started -> started.plus(BEGIN_AGAIN).isAfter(clock.instant()))
                .isPresent();
        return recent && known.mayBegin() && !known.cancelRequested();
    }

    private void aborted(ImportSnapshot known) {
        // asked of the stored import: the wish may be younger than what was shown
        boolean wanted = changes.during(known, Import::isCancelRequested).isPresent();
        if (wanted) {
            ending.cancel(known);
        } else {
            ending.fail(
                    known,
                    AuditType.IMPORTEXPORT_CONVERT_FAILED,
                    Failure.of(
                            FailureCode.CANCELLED,
                            "The conversion of " + known.name() + " was stopped on the proxy host "
                                    + known.host().name() + ", not by this engine."));
        }
        finisher.forgetJob(known);
    }
}
