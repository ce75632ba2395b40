package org.ovirt.v2v.agent;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.ovirt.v2v.agent.rpc.Verb;

/** The threads that verbs run on, gone when idle, with a bounded queue in front. */
final class Workers implements Function<Verb.Reach, Executor>, AutoCloseable {
    private static final int QUEUE = 128;
    private static final long IDLE_SECONDS = 30;

    private final Map<Verb.Reach, ExecutorService> threads = new EnumMap<>(Verb.Reach.class);

    Workers() {
        for (Verb.Reach reach : Verb.Reach.values()) {
            threads.put(reach, create(reach));
        }
    }

    /** Where export domains hang, more verbs wait at the same time than elsewhere. */
    private static int most(Verb.Reach reach) {
        return switch (reach) {
            case AGENT, SOURCE -> 8; // as many as VDSM has
            case EXPORT_DOMAIN -> 64;
        };
    }

    private static ExecutorService create(Verb.Reach reach) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "verb-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                most(reach), most(reach), IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), factory);
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    @Override
    public Executor apply(Verb.Reach reach) {
        return threads.get(reach);
    }

    /** What is at work is interrupted, what waits is forgotten. */
    @Override
    public void close() {
        threads.values().forEach(ExecutorService::shutdownNow);
    }
}
