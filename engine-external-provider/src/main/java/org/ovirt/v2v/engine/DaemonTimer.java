package org.ovirt.v2v.engine;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Timers that do not keep the engine from ending. */
public final class DaemonTimer {
    private DaemonTimer() {}

    /** A timer with a thread of its own, which has this name. */
    public static ScheduledExecutorService create(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
