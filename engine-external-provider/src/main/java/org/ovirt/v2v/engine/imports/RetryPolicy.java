package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Whether an attempt that has failed is followed by another one without anybody asking for it, and when. */
@ApplicationScoped
public class RetryPolicy {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** What it waits for may pass at any time. */
    private static final Duration LONGEST_IF_TURNED_AWAY = Duration.ofMinutes(5);

    private final ImportSettings settings;

    public RetryPolicy(ImportSettings settings) {
        this.settings = settings;
    }

    /**
     * How long to wait before the next attempt; empty if there is to be none.
     *
     * @param failing the import while the attempt that fails is still its current one
     */
    Optional<Duration> pause(ImportSnapshot failing, Failure reason) {
        boolean passes = reason.code().isTransient()
                && isUnderWay(failing.state())
                && !failing.cancelRequested()
                && failing.attempt().retries() < settings.retries();
        return passes ? Optional.of(pause(failing.attempt().retries(), LONGEST)) : Optional.empty();
    }

    /**
     * How long an import waits that only came at the wrong time: the host had too much to do, or what it met there passes, and nothing
     * has begun. It counts as none of the retries, however often that is so. Empty if the failure is another one.
     *
     * @param failing the import while the attempt that fails is still its current one
     * @param passes whether more is known of the cause than its code: its source has not answered another import either, or the host has
     *     still to stop an earlier attempt
     */
    Optional<Duration> turnedAway(ImportSnapshot failing, Failure reason, boolean passes) {
        boolean waits = (hasNoRoom(reason.code()) || passes) && failing.mayBegin() && !failing.cancelRequested();
        return waits ? Optional.of(pause(failing.attempt().number() - 1, LONGEST_IF_TURNED_AWAY)) : Optional.empty();
    }

    /** Whether the host has no room for another conversion, which passes. */
    static boolean hasNoRoom(FailureCode code) {
        return code == FailureCode.HOST_BUSY || code == FailureCode.TEMPORARY_SPACE;
    }

    /**
     * Whether it is too early for an import to begin. Between attempts that follow one another by themselves the time is the engine's
     * own, and what is farther off than it waits counts as over: the clock was set back.
     */
    public boolean isTooEarly(ImportSnapshot queued, Instant now) {
        boolean isWanted = queued.lastFailure().isEmpty();
        return queued.times().isBeforeBegin(now)
                && (isWanted || Recency.isPutOff(queued.times().notBefore(), longestPause(queued), now));
    }

    private Duration longestPause(ImportSnapshot queued) {
        Duration pause = pause(queued.attempt().retries() - 1, LONGEST);
        return pause.compareTo(LONGEST_IF_TURNED_AWAY) < 0 ? LONGEST_IF_TURNED_AWAY : pause;
    }

    /** What lies in the export domain is never converted again by itself. */
    private static boolean isUnderWay(ImportState state) {
        return switch (state) {
            case STARTING, CONVERTING -> true;
            case VALIDATING, QUEUED, FINALIZING, SUCCEEDED, FAILED, CANCELLED -> false;
        };
    }

    private Duration pause(int earlier, Duration longest) {
        Duration pause = settings.retryPause();
        for (int doubled = 0; doubled < earlier && pause.compareTo(longest) < 0; doubled++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
