package org.ovirt.v2v.engine.imports;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.model.conversion.Failure;

/**
 * An import at one moment.
 *
 * @param version grows with every stored change
 * @param failureOrNull why it failed, or why a proxy host was passed over
 * @param waitingFor what a queued import waits for, once that is known
 * @param unreachableSince since when its proxy host has not answered; empty if it answers
 */
public record ImportSnapshot(
        UUID id,
        int version,
        String name,
        ImportState state,
        boolean cancelRequested,
        ImportSource source,
        ImportTarget target,
        ImportPlacement placement,
        ImportOrigin origin,
        ImportProgress progress,
        Failure failureOrNull,
        Optional<WaitReason> waitingFor,
        Optional<Instant> unreachableSince,
        CurrentAttempt attempt,
        QueueEntry queue,
        ImportTimes times) {
    /** Empty unless it failed. */
    public Optional<Failure> failure() {
        return state == ImportState.FAILED ? Optional.ofNullable(failureOrNull) : Optional.empty();
    }

    /** Why the last attempt failed, or its proxy host was passed over or fenced; what the import itself failed for if it did. */
    public Optional<Failure> lastFailure() {
        return Optional.ofNullable(failureOrNull);
    }

    /** What its conversion waits for to go away; empty if it goes on, or has ended. */
    public Optional<Failure> obstacle() {
        return state == ImportState.CONVERTING ? Optional.ofNullable(progress.obstacle()) : Optional.empty();
    }

    /** The id of the job on the proxy host, present, past or next. */
    public UUID jobId() {
        return attempt.jobId();
    }

    /** The proxy host that it runs or ran on; null if it has not been checked on one yet. */
    public NamedId host() {
        return placement.host();
    }

    /** Whether it is known which proxy host it runs on. */
    public boolean hasHost() {
        return placement.fixed() || times.started().isPresent();
    }

    /** Whether the proxy host has, or may have, a job of it. */
    public boolean isOnHost() {
        return ImportState.ON_HOST.contains(state);
    }

    /** Whether the proxy host may be told to begin, perhaps once more: as far as is known nothing has been converted yet. */
    public boolean mayBegin() {
        return switch (state) {
            case STARTING -> true;
            case CONVERTING -> progress.isBeforeConversion();
            case VALIDATING, QUEUED, FINALIZING, SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    public ImportSnapshot with(ImportProgress newProgress) {
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
                newProgress,
                failureOrNull,
                waitingFor,
                unreachableSince,
                attempt,
                queue,
                times);
    }
}
