package org.ovirt.v2v.agent.job;

import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ovirt.v2v.agent.files.NewFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches all running conversions with one thread. */
final class Supervisor implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Supervisor.class);

    /** How often output is read; the end of a conversion is noticed at once. */
    private static final long READING_MILLIS = 200;

    /** How often it is looked for ends of which the system does not tell. */
    private static final long LOOKING_MILLIS = 10;

    private static final long CLOSING_SECONDS = 2;
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
    private final NewFiles exits;
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Takes what is to be done, quickly, with a conversion that has ended. */
    Supervisor(Consumer<RunningConversion> ended) {
        this.ended = ended;
        this.exits = new NewFiles(this::lookSoon);
        repeat(this::read, READING_MILLIS);
    }

    void watch(RunningConversion conversion) {
        // first: whoever finds it over has this forgotten
        boolean told = exits.watch(conversion.job().folder().path());
        conversions.add(conversion);
        if (!told && looking.compareAndSet(false, true)) {
            repeat(this::look, LOOKING_MILLIS);
        }
        lookSoon(); // it may have ended before
    }

    @Override
    public void close() {
        exits.close();
        thread.shutdown(); // and what it repeats
        try {
            thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat(Runnable task, long millis) {
        unlessClosed(() -> {
            var unused = thread.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
        });
    }

    private void lookSoon() {
        unlessClosed(() -> thread.execute(this::look));
    }

    /** A conversion that is being started while the agent is stopped goes on, and the next agent watches it. */
    private static void unlessClosed(Runnable scheduling) {
        try {
            scheduling.run();
        } catch (RejectedExecutionException e) {
            LOGGER.debug("The agent is being stopped");
        }
    }

    private void read() {
        conversions.removeIf(this::isOver);
    }

    private void look() {
        conversions.removeIf(
                conversion -> conversion.hasExited() && !failing.contains(conversion) && isOver(conversion));
    }

    private boolean isOver(RunningConversion conversion) {
        try {
            boolean over = conversion.poll(buffer);
            if (over) {
                exits.forget(conversion.job().folder().path());
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
