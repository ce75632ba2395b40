package org.ovirt.v2v.agent;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that several parties share: they take turns, and none has more than its part of them. */
final class Lane implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lane.class);

    /** Of all parties. */
    static final int MOST_WAITING = 512;

    private static final long IDLE_SECONDS = 30;

    /** Until a thread is wanted again that could not be made. */
    private static final long PAUSE_SECONDS = 1;

    /** Of all lanes. Has its thread from the beginning: it is for when no other can be made. */
    private static final ScheduledThreadPoolExecutor LATER = new ScheduledThreadPoolExecutor(1, daemons("verb-wait"));

    static {
        LATER.prestartCoreThread();
    }

    private final ExecutorService threads;
    private final int most;
    private final int mostOfOne;
    private final int mostWaitingOfOne;
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
     * @param mostWaitingOfOne how much may wait for one party
     */
    Lane(int most, int mostOfOne, int mostWaitingOfOne) {
        this(most, mostOfOne, mostWaitingOfOne, daemons("verb"));
    }

    Lane(int most, int mostOfOne, int mostWaitingOfOne, ThreadFactory factory) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.mostWaitingOfOne = mostWaitingOfOne;
        // one that is idle is taken before another is made: each has memory of its own. There may be more than work,
        // since those are not
        // idle yet that have just ended their work
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Throws {@link RejectedExecutionException} if too much waits already, of all or of this party, or the lane is closed. */
    synchronized void add(Object party, Runnable work) {
        if (allWaiting >= MOST_WAITING) {
            throw new RejectedExecutionException(allWaiting + " wait");
        }
        Queue<Runnable> own = waiting.computeIfAbsent(party, each -> new ArrayDeque<>());
        if (own.size() >= mostWaitingOfOne) {
            throw new RejectedExecutionException(own.size() + " wait for " + party);
        }
        own.add(work);
        allWaiting++;
        begin();
    }

    private void begin() {
        Optional<Object> next = next();
        while (allAtWork < most && next.isPresent() && begin(next.get())) {
            next = next();
        }
    }

    private Optional<Object> next() {
        return waiting.keySet().stream()
                .filter(party -> atWork.getOrDefault(party, 0) < mostOfOne)
                .findFirst();
    }

    /** Whether there was a thread for it. */
    private boolean begin(Object party) {
        Queue<Runnable> own = waiting.get(party);
        Runnable work = own.peek();
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    end(party);
                }
            });
        } catch (OutOfMemoryError e) {
            // of threads: the host's processes and threads are limited (pids.max, TasksMax)
            LOGGER.error("A request waits, since no thread can be made for it: {}", e.getMessage());
            if (allAtWork == 0) {
                var unused = LATER.schedule(this::beginAgain, PAUSE_SECONDS, TimeUnit.SECONDS);
            }
            return false;
        }
        own.remove();
        waiting.remove(party);
        if (!own.isEmpty()) {
            waiting.put(party, own); // behind all others
        }
        allWaiting--;
        allAtWork++;
        atWork.merge(party, 1, Integer::sum);
        return true;
    }

    private synchronized void beginAgain() {
        if (!threads.isShutdown()) {
            begin();
        }
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
