package org.ovirt.v2v.agent;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that verbs run on: as many as VDSM has, gone when idle, with a bounded queue in front. */
final class Workers {
    private static final int THREADS = 8;
    private static final int QUEUE = 128;
    private static final long IDLE_SECONDS = 30;

    private Workers() {}

    static ExecutorService create() {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "verb-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), threads);
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }
}
