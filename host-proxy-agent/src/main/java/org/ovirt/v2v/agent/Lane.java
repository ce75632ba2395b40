package org.ovirt.v2v.agent;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that several parties share: they take turns, and none has more than its part of them. */
final class Lane implements AutoCloseable {
    /** Of all parties. */
    static final int MOST_WAITING = 512;

    private static final long IDLE_SECONDS = 30;

    private final ExecutorService threads;
    private final int most;
    private final int mostOfOne;
    /** In the order of their turns; only parties for whom something waits. */
    private final Map<Object, Queue<Runnable>> waiting = new LinkedHashMap<>();

    private final Map<Object, Integer> atWork = new HashMap<>();
    private int allWaiting;
    private int allAtWork;

    /**
     * Idle at first.
     *
     * @param most threads
     * @param mostOfOne how many of them may work for one party
     */
    Lane(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, "verb-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        // one that is idle is taken before another is made: each has memory of its own. There may be more than work,
        // since those are not
        // idle yet that have just ended their work
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** Throws {@link RejectedExecutionException} if too much waits already, or the lane is closed. */
    synchronized void add(Object party, Runnable work) {
        if (allWaiting >= MOST_WAITING) {
            throw new RejectedExecutionException(allWaiting + " wait");
        }
        waiting.computeIfAbsent(party, each -> new ArrayDeque<>()).add(work);
        allWaiting++;
        begin();
    }

    private void begin() {
        Optional<Object> next = next();
        while (allAtWork < most && next.isPresent()) {
            begin(next.get());
            next = next();
        }
    }

    private Optional<Object> next() {
        return waiting.keySet().stream()
                .filter(party -> atWork.getOrDefault(party, 0) < mostOfOne)
                .findFirst();
    }

    private void begin(Object party) {
        Queue<Runnable> own = waiting.remove(party);
        Runnable work = own.remove();
        if (!own.isEmpty()) {
            waiting.put(party, own); // behind all others
        }
        allWaiting--;
        allAtWork++;
        atWork.merge(party, 1, Integer::sum);
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                end(party);
            }
        });
    }

    private synchronized void end(Object party) {
        allAtWork--;
        atWork.computeIfPresent(party, (each, count) -> count == 1 ? null : count - 1);
        if (!threads.isShutdown()) {
            begin();
        }
    }

    /** What is at work is interrupted, what waits is forgotten. */
    @Override
    public synchronized void close() {
        threads.shutdownNow();
    }
}
