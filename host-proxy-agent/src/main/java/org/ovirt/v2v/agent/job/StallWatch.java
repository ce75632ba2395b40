package org.ovirt.v2v.agent.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ovirt.v2v.agent.process.Activity;
import org.ovirt.v2v.agent.process.ProcessWait;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds conversions that stand still: none of their processes uses the processor, moves bytes or says anything. That is told, and taken
 * back when they get on. A thread of its own looks at all of them every ten seconds, since the kernel may keep it waiting where storage hangs.
 */
final class StallWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(StallWatch.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int LOOKS_PER_LIMIT = 4;

    /** A phase that says nothing for so long is told to be at work; sooner if it is soon reported as stalled. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final long FULL = 1 << 20;
    private static final int MIB = 20;

    private final StallLimits limits;
    private final Duration silence;
    private final Consumer<Job> endStalled;
    private final Map<UUID, Watched> watched = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread watch = new Thread(task, "stall-watch");
        watch.setDaemon(true);
        return watch;
    });

    /** A conversion with what was seen of it last; times are of {@link System#nanoTime()}. */
    private record Watched(
            RunningConversion conversion,
            Optional<Activity> activity,
            long printed,
            long seenAt,
            long movedAt,
            long saidAt) {
        private Duration still(long now) {
            return Duration.ofNanos(now - movedAt);
        }

        private Duration silent(long now) {
            return Duration.ofNanos(now - saidAt);
        }
    }

    /** Takes what ends a job that has stood still for longer than it may. */
    StallWatch(StallLimits limits, Consumer<Job> endStalled) {
        this.limits = limits;
        this.endStalled = endStalled;
        this.silence = limits.report().compareTo(SILENCE) < 0 ? limits.report() : SILENCE;
        Duration pause = limits.report().dividedBy(LOOKS_PER_LIMIT);
        long period = Math.min(pause.toMillis(), LONGEST_PAUSE.toMillis());
        var unused = thread.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    synchronized void watch(RunningConversion conversion) {
        long now = System.nanoTime();
        watched.put(conversion.job().id(), new Watched(conversion, Optional.empty(), 0, now, now, now));
    }

    /** Its processes have ended, and with them what was said of them. */
    synchronized void forget(RunningConversion conversion) {
        watched.remove(conversion.job().id());
        conversion.job().movesAgain();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            List<Watched> all = all();
            if (!all.isEmpty()) {
                Map<UUID, List<Integer>> processes = JobProcesses.byJob();
                all.forEach(each -> look(
                        each, processes.getOrDefault(each.conversion().job().id(), List.of())));
            }
        } catch (RuntimeException | Error e) {
            // which would end the watching of all others
            LOGGER.error("The running conversions could not be looked at", e);
        }
    }

    private synchronized List<Watched> all() {
        return List.copyOf(watched.values());
    }

    private void look(Watched last, List<Integer> processes) {
        Activity activity = Activity.of(processes);
        long printed = last.conversion().printed();
        long now = System.nanoTime();
        boolean said = last.activity().isPresent() && printed != last.printed();
        boolean moved = said
                || processes.isEmpty()
                || last.activity()
                        .map(before -> activity.hasMovedSince(before, Duration.ofNanos(now - last.seenAt())))
                        .orElse(false);
        Watched next = new Watched(
                last.conversion(),
                Optional.of(activity),
                printed,
                now,
                moved ? now : last.movedAt(),
                said ? now : last.saidAt());
        boolean stalled = next.still(now).compareTo(limits.report()) >= 0;
        Optional<Failure> failure = stalled ? Optional.of(failure(next, processes)) : Optional.empty();
        take(next, moved, failure, now);
    }

    private synchronized void take(Watched next, boolean moved, Optional<Failure> failure, long now) {
        Job job = next.conversion().job();
        if (watched.replace(job.id(), next) == null) {
            return; // it has ended meanwhile
        }
        if (job.folder().isTurned()) {
            return; // it is being ended
        }
        failure.ifPresent(job::stalled);
        if (moved) {
            job.movesAgain();
            job.atWork(signOfLife(next, now));
        }
        boolean over = limits.end()
                .filter(limit -> failure.isPresent() && next.still(now).compareTo(limit) >= 0)
                .isPresent();
        if (over) {
            endStalled.accept(job);
        }
    }

    private String signOfLife(Watched seen, long now) {
        if (seen.silent(now).compareTo(silence) < 0) {
            return "";
        }
        Activity activity = seen.activity().orElseThrow();
        return "at work: " + activity.processor().toSeconds() + " s of processor time, " + (activity.bytes() >> MIB)
                + " MiB moved so far";
    }

    private Failure failure(Watched seen, List<Integer> processes) {
        Path temporary = Path.of(seen.conversion().plan().temp());
        if (temporary.toFile().isDirectory() && temporary.toFile().getUsableSpace() < FULL) {
            return Failure.of(
                    FailureCode.TEMPORARY_SPACE,
                    "The conversion stands still since the proxy host's folder for temporary files is full: "
                            + temporary.getParent() + ".");
        }
        String waits = ProcessWait.text(processes);
        String line = seen.conversion().lastLine();
        // how long it is to be told in words that do not change with each look
        return Failure.of(
                        FailureCode.CONVERSION_STALLED,
                        "The conversion has used no processor and moved no bytes for "
                                + limits.report().toSeconds() + " s and more"
                                + (waits.isEmpty() ? "" : ": " + waits) + ".")
                .withDetail(line.isEmpty() ? null : line);
    }
}
