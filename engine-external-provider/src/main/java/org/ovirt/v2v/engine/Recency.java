package org.ovirt.v2v.engine;

import java.time.Duration;
import java.time.Instant;

/** What is good for a while from a moment of the system's clock, which may be set back. */
public final class Recency {
    private Recency() {}

    /** Whether something is less than so long ago; not if it is still to come, as after the clock was set back. */
    public static boolean isWithin(Instant moment, Duration time, Instant now) {
        return !moment.isAfter(now) && moment.plus(time).isAfter(now);
    }
}
