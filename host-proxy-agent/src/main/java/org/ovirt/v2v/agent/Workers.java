package org.ovirt.v2v.agent;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.VerbWorkers;

/** The threads that verbs run on, gone when idle, with a bounded queue in front that clients take turns in. */
final class Workers implements VerbWorkers, AutoCloseable {
    /** Of all clients. */
    static final int MOST_WAITING = 512;

    private static final long IDLE_SECONDS = 30;

    private final Map<Verb.Reach, Lane> lanes = new EnumMap<>(Verb.Reach.class);

    Workers() {
        for (Verb.Reach reach : Verb.Reach.values()) {
            lanes.put(reach, new Lane(threads(reach)));
        }
    }

    /** Where export domains hang, more verbs wait at the same time than elsewhere. */
    private static int most(Verb.Reach reach) {
        return switch (reach) {
            case AGENT, SOURCE -> 8; // as many as VDSM has
            case EXPORT_DOMAIN -> 64;
        };
    }

    private static ExecutorService threads(Verb.Reach reach) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "verb-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        // the lane bounds the queue
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most(reach), most(reach), IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public void execute(Verb.Reach reach, Object client, Runnable work) {
        lanes.get(reach).add(client, work);
    }

    /** What is at work is interrupted, what waits is forgotten. */
    @Override
    public void close() {
        lanes.values().forEach(lane -> lane.threads.shutdownNow());
    }

    private static final class Lane {
        private final ExecutorService threads;
        /** In the order of their turns; only clients for whom something waits. */
        private final Map<Object, Queue<Runnable>> waiting = new LinkedHashMap<>();

        private int size;

        Lane(ExecutorService threads) {
            this.threads = threads;
        }

        void add(Object client, Runnable work) {
            synchronized (waiting) {
                if (size >= MOST_WAITING) {
                    throw new RejectedExecutionException(size + " wait");
                }
                threads.execute(() -> next().run());
                waiting.computeIfAbsent(client, each -> new ArrayDeque<>()).add(work);
                size++;
            }
        }

        /** Called once for each that was added. */
        private Runnable next() {
            synchronized (waiting) {
                Iterator<Map.Entry<Object, Queue<Runnable>>> turns =
                        waiting.entrySet().iterator();
                Map.Entry<Object, Queue<Runnable>> turn = turns.next();
                Runnable work = turn.getValue().remove();
                turns.remove();
                if (!turn.getValue().isEmpty()) {
                    waiting.put(turn.getKey(), turn.getValue());
                }
                size--;
                return work;
            }
        }
    }
}
