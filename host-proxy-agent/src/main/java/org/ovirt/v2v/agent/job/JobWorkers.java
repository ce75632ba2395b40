package org.ovirt.v2v.agent.job;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that start and end jobs: a few for each export domain, so that one that hangs holds up none of the others' jobs. */
final class JobWorkers implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobWorkers.class);
    private static final int WIDTH = 6;

    /** Until a thread is wanted again that could not be made. */
    private static final long PAUSE_SECONDS = 1;

    private final Map<UUID, Lane> lanes = new HashMap<>();
    private final ExecutorService threads;

    /** Has its thread from the beginning: it is for when no other can be made. */
    private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(1, JobWorkers::worker);

    private static final class Lane {
        private final Queue<Runnable> queue = new ArrayDeque<>();
        private int working;
    }

    JobWorkers() {
        this(JobWorkers::worker);
    }

    JobWorkers(ThreadFactory factory) {
        this.threads = Executors.newCachedThreadPool(factory);
        later.prestartCoreThread();
    }

    private static Thread worker(Runnable task) {
        Thread worker = new Thread(task, "job-worker");
        worker.setDaemon(true);
        return worker;
    }

    /** Does the work as soon as a worker of the domain is free; not at all if the agent is being stopped. */
    synchronized void execute(UUID domain, Runnable work) {
        Lane lane = lanes.computeIfAbsent(domain, id -> new Lane());
        lane.queue.add(work);
        begin(domain, lane);
    }

    private void begin(UUID domain, Lane lane) {
        if (lane.working == WIDTH) {
            return;
        }
        try {
            threads.execute(() -> workOff(domain, lane));
            lane.working++;
        } catch (RejectedExecutionException e) {
            LOGGER.debug("The next run of the agent does it");
        } catch (OutOfMemoryError e) {
            // of threads: the host's processes and threads are limited (pids.max, TasksMax)
            LOGGER.error("The work of a job waits, since no thread can be made for it: {}", e.getMessage());
            if (lane.working == 0 && !later.isShutdown()) {
                var unused = later.schedule(() -> beginAgain(domain), PAUSE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private synchronized void beginAgain(UUID domain) {
        Optional.ofNullable(lanes.get(domain))
                .filter(lane -> !lane.queue.isEmpty())
                .ifPresent(lane -> begin(domain, lane));
    }

    private void workOff(UUID domain, Lane lane) {
        for (Optional<Runnable> next = next(domain, lane); next.isPresent(); next = next(domain, lane)) {
            try {
                next.get().run();
            } catch (RuntimeException | Error e) {
                LOGGER.error("Work of a job met a defect", e);
            }
        }
    }

    /** Empty if nothing is left to do, and whoever asks has stopped to work. */
    private synchronized Optional<Runnable> next(UUID domain, Lane lane) {
        Optional<Runnable> next = Optional.ofNullable(lane.queue.poll());
        if (next.isEmpty()) {
            lane.working--;
            if (lane.working == 0) {
                lanes.remove(domain, lane);
            }
        }
        return next;
    }

    /** What is at work goes on; nothing more is begun. */
    @Override
    public synchronized void close() {
        threads.shutdown();
        later.shutdownNow();
    }
}
