package org.ovirt.v2v.engine.imports.feed;

import java.time.Duration;
import java.time.Instant;

/**
 * How often those who listen are told what is new: at once after a while of silence, and the less often the more listen and the more
 * there is to tell, so that hundreds of them and thousands of imports do not take the engine's time for what it is there for.
 */
final class FeedPace {
    private static final Duration SHORTEST = Duration.ofMillis(20);

    /** An engine tells all who listen to it at most so often together as this makes 500 times a second. */
    private static final Duration FOR_EACH_LISTENER = Duration.ofMillis(2);

    /** A listener is told of progress at most so often as this makes 1,000 times a second. */
    private static final Duration FOR_EACH_PROGRESS = Duration.ofMillis(1);

    /**
     * All who listen are told of progress at most so often together as this makes 10,000 times a second: each is encrypted and sent by
     * itself, which takes most of the time. Two hundred then see each of a thousand imports get on every twenty seconds.
     */
    private static final Duration FOR_EACH_SENT = Duration.ofNanos(100_000);

    private Instant last = Instant.MIN;
    private Duration changes = Duration.ZERO;
    private Instant lastWithProgress = Instant.MIN;
    private Duration progress = Duration.ZERO;

    /** How long a change of state has to wait. */
    Duration untilChanges(Instant now) {
        return rest(last, changes, now);
    }

    /** How long progress has to wait. */
    Duration untilProgress(Instant now) {
        return longer(untilChanges(now), rest(lastWithProgress, progress, now));
    }

    /** So many who listen are told now, of so many imports their progress. */
    void told(Instant now, int listeners, int withProgress) {
        last = now;
        changes = longer(SHORTEST, FOR_EACH_LISTENER.multipliedBy(listeners));
        if (withProgress > 0) {
            lastWithProgress = now;
            Duration sent = FOR_EACH_SENT.multipliedBy((long) listeners * withProgress);
            progress = longer(changes, longer(sent, FOR_EACH_PROGRESS.multipliedBy(withProgress)));
        }
    }

    /** Never more than the whole: the clock may have been set back. */
    private static Duration rest(Instant since, Duration whole, Instant now) {
        if (since.equals(Instant.MIN) || !since.plus(whole).isAfter(now)) {
            return Duration.ZERO;
        }
        Duration rest = Duration.between(now, since.plus(whole));
        return rest.compareTo(whole) < 0 ? rest : whole;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
