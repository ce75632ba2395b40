package org.ovirt.v2v.engine;

import java.time.Duration;
import java.time.Instant;

/** What is good for a while from a moment of the system's clock, which may be set back. */
public final class Recency {
    /** By how much the clocks of the engines of one database may differ. */
    private static final Duration APART = Duration.ofSeconds(10);

    private Recency() {}

    /** Whether something is less than so long ago; not if it is still to come, as after the clock was set back. */
    public static boolean isWithin(Instant moment, Duration time, Instant now) {
        return !moment.isAfter(now) && moment.plus(time).isAfter(now);
    }

    /** Whether something that an engine has put off for so long at most is still to come; not if it is farther off than that. */
    public static boolean isPutOff(Instant until, Duration most, Instant now) {
        return until.isAfter(now) && !until.isAfter(latest(most, now));
    }

    /**
     * Until when an engine may have put something off for so long at most. A later time was stored before the clock was set back.
     */
    public static Instant latest(Duration most, Instant now) {
        return now.plus(most).plus(APART);
    }
}
