package org.ovirt.v2v.engine.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.JobReport;

/**
 * One machine on its way into an export domain: a state machine whose ways {@link ImportState#canBecome} names. Its id is that
 * of the machine in oVirt; each attempt to convert it has a job of its own on a proxy host.
 */
@Entity
@Table(name = "imports")
public class Import {
    @Id
    private UUID id;

    @Version
    private int version;

    private String name;

    @Enumerated(EnumType.STRING)
    private ImportState state;

    @Column(name = "cancel_requested")
    private boolean cancelRequested;

    @Column(name = "cancel_requested_by")
    private String cancelRequestedBy;

    @Embedded
    private ImportSource source;

    @Embedded
    private ImportTarget target;

    @Embedded
    private ImportPlacement placement;

    @Embedded
    private ImportOrigin origin;

    /** Ids of the engine's jobs that showed it before somebody asked for it again. */
    @Convert(converter = TextListColumn.class)
    @Column(name = "earlier_jobs")
    private List<String> earlierJobs;

    @Embedded
    private ImportProgress progress;

    @Convert(converter = FailureColumn.class)
    private Failure failure;

    @Enumerated(EnumType.STRING)
    @Column(name = "waiting_for")
    private WaitReason waitingFor;

    @Column(name = "unreachable_since")
    private Instant unreachableSince;

    @Embedded
    private CurrentAttempt attempt;

    @Embedded
    private QueueEntry queue;

    @Embedded
    private ImportTimes times;

    /** When the machine was taken out of the export domain again. */
    @Column(name = "taken_out_at")
    private Instant takenOutAt;

    /** Description while the proxy host is being told to stop. */
    private static final String CANCELLING = "Cancelling";

    protected Import() {}

    /** A new import, queued. */
    public Import(UUID id, ImportPlan plan, ImportOrigin origin, Instant now) {
        this.id = id;
        this.name = plan.name();
        this.state = ImportState.QUEUED;
        this.source = plan.source();
        this.target = plan.target();
        this.placement = plan.placement();
        this.origin = origin;
        this.earlierJobs = List.of();
        this.attempt = CurrentAttempt.first(id);
        this.queue = QueueEntry.of(plan.priority());
        this.times = ImportTimes.created(now, plan.begin());
        waitForTurn(now);
    }

    /** A new import of which only what was asked for is known; {@link #validated} tells the rest. */
    public static Import validating(UUID id, ImportPlan asked, ImportOrigin origin, Instant now) {
        Import added = new Import(id, asked, origin, now);
        added.state = ImportState.VALIDATING;
        added.waitingFor = null;
        added.progress = ImportProgress.waiting("Waiting to be checked");
        return added;
    }

    public UUID id() {
        return id;
    }

    /** Grows with every stored change. */
    public int version() {
        return version;
    }

    public ImportState state() {
        return state;
    }

    public String name() {
        return name;
    }

    /** The proxy host that it runs or ran on; null if it has not been checked on one yet. */
    public NamedId host() {
        return placement.host();
    }

    public ImportOrigin origin() {
        return origin;
    }

    /** Ids of all the engine's jobs that show it or have shown it. */
    public List<UUID> jobIds() {
        return Stream.concat(earlierJobs.stream().map(UUID::fromString), Stream.of(origin.jobId()))
                .toList();
    }

    public ImportTarget target() {
        return target;
    }

    public CurrentAttempt attempt() {
        return attempt;
    }

    /** The user wants it stopped; the proxy host may not have heard yet. */
    public boolean isCancelRequested() {
        return cancelRequested;
    }

    /** The name of the user who wants it stopped: the owner's unless another one is known. */
    public String canceller() {
        return Optional.ofNullable(cancelRequestedBy).orElse(origin.owner());
    }

    /** The machine that it made does not lie in the export domain any more. */
    public boolean isTakenOut() {
        return takenOutAt != null;
    }

    /** Everything there is to know of it, as it is now. */
    public ImportSnapshot snapshot() {
        return new ImportSnapshot(
                id,
                version,
                name,
                state,
                cancelRequested,
                source,
                target,
                placement,
                origin,
                progress,
                failure,
                Optional.ofNullable(waitingFor),
                Optional.ofNullable(unreachableSince),
                attempt,
                queue,
                times);
    }

    /** Keeps it from beginning. */
    public void pause() {
        queue = queue.withPaused(true);
        waitFor(WaitReason.PAUSED, "Paused");
    }

    /** It begins in its turn again. */
    public void resume(Instant now) {
        queue = queue.withPaused(false);
        waitingFor = null;
        waitForTurn(now);
    }

    public void prioritize(int priority) {
        queue = queue.withPriority(priority);
    }

    /** Says why it has not been checked yet. */
    public void waitForCheck(String text) {
        progress = progress.describedAs(text);
    }

    /** It can be done as it was asked for. */
    public void validated(ImportPlan plan, Instant now) {
        become(ImportState.QUEUED);
        name = plan.name();
        source = plan.source();
        target = plan.target();
        placement = plan.placement();
        waitForTurn(now);
    }

    /** Says why it has not begun yet. */
    public void waitFor(WaitReason reason, String text) {
        waitingFor = reason;
        progress = progress.describedAs(text);
    }

    /** Its turn has come: this proxy host is about to be told. */
    public void start(NamedId chosen, Instant now) {
        become(ImportState.STARTING);
        waitingFor = null;
        placement = placement.on(chosen);
        progress = progress.describedAs("Starting on the proxy host " + chosen.name());
        times = times.started(now);
    }

    /** The proxy host cannot convert it, and nothing has begun there: another one is to be chosen. */
    void passOver(Failure reason) {
        become(ImportState.QUEUED);
        placement = placement.withoutHost();
        attempt = attempt.next();
        failure = reason;
        unreachableSince = null;
        progress = ImportProgress.waiting("Passed over the proxy host " + host().name() + ": " + reason.message());
        times = times.queuedAgain(Optional.empty());
    }

    /** The proxy host is dead for all that is known: another one is to be chosen, whatever had been done on this one. */
    void leaveHost(Failure reason) {
        become(ImportState.QUEUED);
        attempt = attempt.next();
        failure = reason;
        unreachableSince = null;
        progress = ImportProgress.waiting("Waiting for a proxy host: " + reason.message());
        times = times.queuedAgain(Optional.empty());
    }

    /** The attempt has failed for a cause that passes: the next one begins by itself, but not before that time. */
    void retry(Failure reason, Instant notBefore) {
        become(ImportState.QUEUED);
        progress = ImportProgress.waiting("Waiting: attempt " + attempt.number() + " has failed (" + reason.message()
                + ") and the next one begins at " + notBefore.truncatedTo(ChronoUnit.SECONDS));
        goOnLater(attempt.retry(), reason, notBefore);
    }

    /** It came at the wrong time, and nothing has begun on the proxy host: it waits, which is none of its retries. */
    void putOff(Failure reason, Instant notBefore) {
        become(ImportState.QUEUED);
        progress = ImportProgress.waiting("Waiting: it could not begin on the proxy host " + host().name() + " ("
                + reason.message() + "); the next attempt begins at " + notBefore.truncatedTo(ChronoUnit.SECONDS));
        goOnLater(attempt.next(), reason, notBefore);
    }

    private void goOnLater(CurrentAttempt next, Failure reason, Instant notBefore) {
        attempt = next;
        failure = reason;
        waitingFor = WaitReason.START_TIME;
        unreachableSince = null;
        times = times.queuedAgain(Optional.of(notBefore));
    }

    /** It has ended, and somebody wants it all the same: it is queued anew, as it has been checked now. */
    public void again(ImportPlan plan, ImportOrigin asked, Instant now) {
        become(ImportState.QUEUED);
        earlierJobs = Stream.concat(
                        earlierJobs.stream(), Stream.of(origin.jobId().toString()))
                .toList();
        origin = asked;
        name = plan.name();
        source = plan.source();
        target = plan.target();
        placement = plan.placement();
        queue = QueueEntry.of(plan.priority());
        attempt = attempt.again(times.started().isPresent());
        cancelRequested = false;
        cancelRequestedBy = null;
        failure = null;
        times = times.queuedAgain(plan.begin());
        waitForTurn(now);
    }

    private void waitForTurn(Instant now) {
        if (times.isBeforeBegin(now)) {
            waitingFor = WaitReason.START_TIME;
            progress = ImportProgress.waiting("Waiting: it begins at " + times.notBefore());
            return;
        }
        progress = ImportProgress.waiting(
                placement.fixed() ? "Waiting for the proxy host " + host().name() : "Waiting for a proxy host");
    }

    /** The proxy host has the job. */
    public void converting() {
        become(ImportState.CONVERTING);
    }

    /** Takes in what the proxy host says of the job. */
    public void report(JobReport job) {
        ImportProgress advanced = progress.advancedBy(job);
        progress = cancelRequested ? advanced.describedAs(cancelling(job)) : advanced;
        unreachableSince = null;
    }

    /** What is told of an import that is being cancelled: also what its job waits for. */
    public static String cancelling(JobReport job) {
        return job.failure() == null ? CANCELLING : CANCELLING + ". " + job.description();
    }

    /** The proxy host has not answered; the conversion may well go on there. */
    public void unreachable(String reason, Instant now) {
        if (unreachableSince == null) {
            unreachableSince = now;
        }
        String silent = "The proxy host " + host().name() + " has not answered since " + unreachableSince;
        progress = progress.describedAs(
                state == ImportState.FINALIZING
                        ? "The machine lies in the export domain; its configuration is read when the proxy host answers. "
                                + silent + ". " + reason
                        : silent + "; the conversion may go on there. " + reason);
    }

    /** The machine lies in the export domain, of which the proxy host cannot read it at present; false if that was told before. */
    public boolean cannotBeRead(String reason) {
        ImportProgress told = progress.describedAs(
                "The machine lies in the export domain; its configuration cannot be read yet: " + reason);
        if (state != ImportState.FINALIZING || (unreachableSince == null && told.equals(progress))) {
            return false;
        }
        progress = told;
        unreachableSince = null;
        return true;
    }

    /** The machine lies in the export domain. */
    public void finalizing(JobReport job) {
        progress = progress.advancedBy(job);
        finalizing();
    }

    /** The machine lies in the export domain, although nobody has reported it. */
    public void finalizing() {
        become(ImportState.FINALIZING);
        progress = progress.complete("Reading the configuration of the converted machine");
        unreachableSince = null;
    }

    public void succeed(Instant now) {
        become(ImportState.SUCCEEDED);
        failure = null;
        unreachableSince = null;
        progress = progress.complete(
                "Imported into the export domain " + target.storageDomain().name());
        times = times.ended(now);
    }

    /** Somebody has taken the machine out of the export domain. */
    public void takenOut(Instant now) {
        if (state != ImportState.SUCCEEDED) {
            throw new IllegalStateException("import " + id + " is " + state + " and has no machine to be taken out");
        }
        takenOutAt = now;
    }

    public void fail(Failure reason, Instant now) {
        become(ImportState.FAILED);
        end(now);
        failure = reason;
        waitingFor = null;
        progress = progress.describedAs(reason.message());
        unreachableSince = null;
    }

    /** The time before which it does not begin stays if somebody has asked for it; after an attempt it is the engine's own. */
    private void end(Instant now) {
        if (failure != null) {
            times = times.withoutBegin();
        }
        times = times.ended(now);
    }

    /** This user wants it stopped. */
    public void requestCancel(String user) {
        if (!state.isCancellable()) {
            throw new IllegalStateException("import " + id + " is " + state + " and cannot be cancelled");
        }
        cancelRequested = true;
        cancelRequestedBy = user;
        progress = progress.describedAs(CANCELLING);
    }

    /** It has stopped, and nothing of it is left on the proxy host. */
    public void cancel(Instant now) {
        become(ImportState.CANCELLED);
        end(now);
        failure = null;
        waitingFor = null;
        progress = progress.describedAs("Cancelled");
        unreachableSince = null;
    }

    /** It ends without the proxy host having been heard, which is told to stop as soon as it answers. */
    void abandon(Instant now) {
        cancel(now);
        progress = progress.describedAs("Cancelled without an answer of the proxy host " + host().name()
                + ", which is told to stop as soon as it answers. Until then the conversion may go on there, and may leave "
                + leftover());
    }

    /** The proxy host that was not heard when it ended was removed, and is never told. */
    public void abortImpossible() {
        if (state == ImportState.CANCELLED) {
            progress = progress.describedAs("Cancelled without an answer of the proxy host " + host().name()
                    + ", which was removed before it could be told to stop. The conversion may go on there, and may leave "
                    + leftover());
        }
    }

    private String leftover() {
        return "the machine in the export domain " + target.storageDomain().name() + " or a folder .v2v/"
                + attempt.jobId() + " in it.";
    }

    /** The proxy host that was not heard when it ended has no job of it any more. */
    public void abortDone(boolean committed) {
        if (state == ImportState.CANCELLED) {
            progress = progress.describedAs(
                    committed
                            ? "Cancelled, but the proxy host " + host().name()
                                    + " had converted the machine before it could"
                                    + " be told: it lies in the export domain "
                                    + target.storageDomain().name()
                            : "Cancelled");
        }
    }

    private void become(ImportState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("import " + id + " is " + state + " and cannot become " + next);
        }
        state = next;
    }
}
