package org.ovirt.v2v.engine.host;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks agents side by side for requests that wait for all the answers. Such requests fill the threads of Quarkus; if what they
 * wait for had to run on those too, none would ever get one. Nothing that runs here waits for another task.
 */
@Singleton
@Typed(HostExecutor.class)
public class HostExecutor implements Executor {
    private static final int THREADS = 64;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    public HostExecutor() {
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "host-question");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable question) {
        threads.execute(question);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
