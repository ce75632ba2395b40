package org.ovirt.v2v.engine.host;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.ovirt.v2v.engine.DaemonThreads;

/**
 * Asks agents side by side for requests that wait for all the answers. Such requests fill the threads of Quarkus; if what they
 * wait for had to run on those too, none would ever get one. Nothing that runs here waits for another task.
 */
@Singleton
@Typed(HostExecutor.class)
public class HostExecutor implements Executor {
    private static final int THREADS = 64;

    private final ExecutorService threads;

    public HostExecutor() {
        threads = DaemonThreads.pool("host-question", THREADS);
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
