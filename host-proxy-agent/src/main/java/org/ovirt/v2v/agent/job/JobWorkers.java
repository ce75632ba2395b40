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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that start and end jobs: a few for each export domain, so that one that hangs holds up none of the others' jobs. */
final class JobWorkers implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobWorkers.class);
    private static final int WIDTH = 6;

    private final Map<UUID, Lane> lanes = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread worker = new Thread(task, "job-worker");
        worker.setDaemon(true);
        return worker;
    });

    private static final class Lane {
        private final Queue<Runnable> queue = new ArrayDeque<>();
        private int working;
    }

    /** Does the work as soon as a worker of the domain is free; not at all if the agent is being stopped. */
    synchronized void execute(UUID domain, Runnable work) {
        Lane lane = lanes.computeIfAbsent(domain, id -> new Lane());
        lane.queue.add(work);
        if (lane.working < WIDTH) {
            try {
                threads.execute(() -> workOff(domain, lane));
                lane.working++;
            } catch (RejectedExecutionException e) {
                LOGGER.debug("The next run of the agent does it");
            }
        }
    }

    private void workOff(UUID domain, Lane lane) {
        for (Optional<Runnable> next = next(domain, lane); next.isPresent(); next = next(domain, lane)) {
            try {
                next.get().run();
            } catch (RuntimeException | LinkageError e) {
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
    public void close() {
        threads.shutdown();
    }
}
