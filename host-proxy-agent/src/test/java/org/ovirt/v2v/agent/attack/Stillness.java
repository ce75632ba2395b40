package org.ovirt.v2v.agent.attack;

import java.io.IOException;
import java.time.Duration;

/** Whether a process has done nothing for a while that could be seen from outside. */
final class Stillness {
    private final long pid;
    private final Duration enough;
    private long threads;
    private long files;
    private long since = System.nanoTime();

    Stillness(long pid, Duration enough) {
        this.pid = pid;
        this.enough = enough;
    }

    boolean isReached() throws IOException {
        Footprint now = Footprint.of(pid);
        if (now.threads() != threads || now.files() != files) {
            threads = now.threads();
            files = now.files();
            since = System.nanoTime();
        }
        return System.nanoTime() - since > enough.toNanos();
    }
}
