package org.ovirt.v2v.testbed.demo;

import java.time.Duration;

/** Waits before something is looked at again; Ctrl-C ends the waiting. */
final class Pause {
    private Pause() {}

    static void of(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }
}
