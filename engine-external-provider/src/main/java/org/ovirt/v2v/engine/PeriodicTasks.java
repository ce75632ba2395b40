package org.ovirt.v2v.engine;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done again and again, or later, on a thread of its own, until its end; a failure is not the end. */
public final class PeriodicTasks {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);

    private static final Duration DAY = Duration.ofDays(1);

    /** Until then a machine that was just booted has found out what time it is. */
    private static final Duration CLOCK_IS_RIGHT = Duration.ofHours(1);

    private final ScheduledExecutorService timer;

    /** On a thread of this name, which does not keep the engine from ending. */
    public PeriodicTasks(String name) {
        this(DaemonThreads.timer(name));
    }

    /** For tests, which have the time in hand. */
    public PeriodicTasks(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** The first time after this period. */
    public void every(Duration period, Runnable task) {
        every(period, period, task);
    }

    /** For what removes things by their age: the first time when the engine has run for an hour, since clocks are wrong at boot. */
    public void daily(Runnable task) {
        every(CLOCK_IS_RIGHT, DAY, task);
    }

    public void every(Duration first, Duration period, Runnable task) {
        RepeatedFailures failures = new RepeatedFailures(LOG);
        var unused = timer.scheduleWithFixedDelay(
                () -> doNow(task, failures), first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Once; not at all if this has been ended. */
    public void after(Duration delay, Runnable task) {
        try {
            var unused = timer.schedule(
                    () -> doNow(task, new RepeatedFailures(LOG)), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine ends", e);
        }
    }

    /** Otherwise the timer would silently forget it; an error too may be over the next time, such as that no thread can be started. */
    private void doNow(Runnable task, RepeatedFailures failures) {
        try {
            task.run();
            failures.end();
        } catch (RuntimeException | Error e) {
            if (e instanceof RejectedExecutionException && timer.isShutdown()) {
                LOG.debug("The engine ends", e);
                return;
            }
            failures.add("What is done periodically failed; it will be done again", e);
        }
    }

    /** Nothing is begun any more, and what is under way is interrupted. */
    public void end() {
        timer.shutdownNow();
    }
}
