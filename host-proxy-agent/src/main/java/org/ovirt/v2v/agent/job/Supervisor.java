package org.ovirt.v2v.agent.job;

import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches all running conversions with one thread. */
final class Supervisor implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Supervisor.class);
    /** The end of a conversion is noticed this soon; its output is read only every so many periods. */
    private static final long PERIOD_MILLIS = 10;

    private static final int PERIODS_PER_READING = 20;
    private static final int BUFFER = 64 * 1024;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread supervisor = new Thread(task, "job-supervisor");
        supervisor.setDaemon(true);
        return supervisor;
    });
    private final Queue<RunningConversion> conversions = new ConcurrentLinkedQueue<>();

    /** Those whose end could not be read or worked on: that is tried again no more often than others are read. */
    private final Set<RunningConversion> failing = new HashSet<>();

    private final byte[] buffer = new byte[BUFFER];
    private final Consumer<RunningConversion> ended;
    private final ScheduledFuture<?> polling;
    private long periods;

    /** Takes what is to be done, quickly, with a conversion that has ended. */
    Supervisor(Consumer<RunningConversion> ended) {
        this.ended = ended;
        polling = thread.scheduleWithFixedDelay(this::poll, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    void watch(RunningConversion conversion) {
        conversions.add(conversion);
    }

    @Override
    public void close() {
        polling.cancel(false);
        thread.shutdown();
        try {
            thread.awaitTermination(PERIOD_MILLIS * 200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        boolean reading = periods++ % PERIODS_PER_READING == 0;
        conversions.removeIf(conversion ->
                (reading || (conversion.hasExited() && !failing.contains(conversion))) && isOver(conversion));
    }

    private boolean isOver(RunningConversion conversion) {
        try {
            boolean over = conversion.poll(buffer);
            if (over) {
                ended.accept(conversion);
                failing.remove(conversion);
            } else if (conversion.hasExited()) {
                failing.add(conversion);
            }
            return over;
        } catch (RuntimeException | Error e) {
            // which would end the watching of all others
            LOGGER.error("Job {} could not be watched", conversion.job().id(), e);
            failing.add(conversion);
            return false;
        }
    }
}
