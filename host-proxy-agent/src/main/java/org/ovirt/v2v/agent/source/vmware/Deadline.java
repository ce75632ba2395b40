package org.ovirt.v2v.agent.source.vmware;

import java.time.Duration;

/** The instant by which a whole conversation with a server must be over. */
final class Deadline {
    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - nanoTime >= 0;
    }

    /** The time left, but no more than this call is worth and never less than a millisecond. */
    Duration left(Duration atMost) {
        Duration left = Duration.ofNanos(nanoTime - System.nanoTime());
        Duration smaller = left.compareTo(atMost) < 0 ? left : atMost;
        return smaller.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : smaller;
    }
}
