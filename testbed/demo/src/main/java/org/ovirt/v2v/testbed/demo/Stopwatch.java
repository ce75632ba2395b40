package org.ovirt.v2v.testbed.demo;

import java.time.Duration;
import java.util.Locale;

/** How long something has taken so far; as text minutes and seconds, as in 1:05. */
final class Stopwatch {
    private final long started = System.nanoTime();

    private Stopwatch() {}

    static Stopwatch start() {
        return new Stopwatch();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @Override
    public String toString() {
        Duration elapsed = elapsed();
        return String.format(Locale.ROOT, "%d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
    }
}
