package org.ovirt.v2v.agent.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Jobs that wait for something outside to be mended. They occupy no worker while they wait. */
final class Retries implements AutoCloseable {
    private final BackOff backOff;
    private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "job-retries");
        thread.setDaemon(true);
        return thread;
    });

    private record Waiting(Runnable attempt, Duration pause, Future<?> due) {}

    Retries(BackOff backOff) {
        this.backOff = backOff;
        timer.prestartCoreThread(); // it is wanted when the host may have no more threads
    }

    /**
     * Makes another attempt when the job's pause is over; the next pause is longer.
     *
     * @param attempt has it made by somebody else
     */
    void later(UUID job, Runnable attempt) {
        if (timer.isShutdown()) {
            return; // the next run of the agent makes it
        }
        waiting.compute(job, (id, before) -> {
            Optional.ofNullable(before)
                    .ifPresent(each -> each.due.cancel(false)); // whose attempt was made before its time
            Duration pause = Optional.ofNullable(before)
                    .map(each -> backOff.after(each.pause))
                    .orElse(backOff.first());
            Future<?> due = timer.schedule(attempt, pause.toMillis(), TimeUnit.MILLISECONDS);
            return new Waiting(attempt, pause, due);
        });
    }

    /** Does something once, unless the agent is stopped before. */
    void after(Duration pause, Runnable work) {
        if (!timer.isShutdown()) {
            Future<?> unused = timer.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Makes the attempt at once that a job waits for; does nothing if it waits for none. */
    void now(UUID job) {
        Optional.ofNullable(waiting.get(job))
                .filter(each -> each.due.cancel(false))
                .ifPresent(each -> each.attempt.run());
    }

    /** Forgets a job that has no need of further attempts. */
    void settled(UUID job) {
        waiting.remove(job);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
