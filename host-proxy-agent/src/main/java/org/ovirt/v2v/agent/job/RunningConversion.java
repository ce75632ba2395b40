package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.agent.v2v.ConversionOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A conversion that runs beside the agent, as seen through its job's folder. Used by one thread at a time. */
final class RunningConversion {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunningConversion.class);

    /** How long a launcher that cannot be seen may take to appear and write its pid. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long virt-v2v may take to clean up. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private final Job job;
    private final JobPlan plan;
    private final ConversionOutput output;
    private final List<LogTail> logs;
    private final JobProcesses processes;
    private final long since = System.nanoTime();
    private Optional<Long> terminatedAt = Optional.empty();
    private boolean deaf;
    private boolean behind;
    private volatile Outcome outcome;

    RunningConversion(Job job, JobPlan plan) {
        this.job = job;
        this.plan = plan;
        this.output = new ConversionOutput(plan.capacities(), this::phaseChanged);
        this.processes = new JobProcesses(job.id());
        this.logs = List.of(
                new LogTail(job.folder().standardOutput(), output::standardOutput),
                new LogTail(job.folder().standardError(), output::standardError),
                new LogTail(job.folder().jsonLog(), output::machineReadable));
    }

    /** Of an earlier run of the agent. */
    static RunningConversion resumed(Job job, JobPlan plan) {
        RunningConversion conversion = new RunningConversion(job, plan);
        conversion.behind = true;
        return conversion;
    }

    Job job() {
        return job;
    }

    JobPlan plan() {
        return plan;
    }

    ConversionOutput output() {
        return output;
    }

    /** Bytes that it has printed. */
    long printed() {
        return logs.stream().mapToLong(LogTail::size).sum();
    }

    /** What it has begun last, in its own words; empty before it has said anything. */
    String lastLine() {
        return output.lastStage();
    }

    /** What became of it, if that has been found out in this run of the agent. */
    Optional<Outcome> knownOutcome() {
        return Optional.ofNullable(outcome);
    }

    void setOutcome(Outcome found) {
        outcome = found;
    }

    /** Whether its exit code is there; cheap to ask. */
    boolean hasExited() {
        return job.folder().hasExitCode();
    }

    /** Reads what is new, stops it if that was asked for; true once nothing is left to wait for. */
    boolean poll(byte[] buffer) {
        try {
            Optional<LauncherProcess> launcher = job.folder().launcher();
            // in this order: a launcher that is dead now has written the exit code before
            boolean alive = launcher.filter(LauncherProcess::isAlive).isPresent();
            boolean awaited = launcher.isEmpty()
                    && (!passed(since, PATIENCE) || !processes.list().isEmpty());
            boolean exited = job.folder().exitCode().isPresent();
            follow(buffer);
            // one that has ended was turned while it was being started, and its folder may be gone with the mark
            if (!exited && (job.isEnded() || (alive && job.folder().isTurned()))) {
                stop();
            }
            return exited || (!alive && !awaited);
        } catch (IOException e) {
            LOGGER.warn("The folder of job {} cannot be read: {}", job.id(), e.getMessage());
            return false;
        }
    }

    /** A defect of ours in what follows the output is no reason to end hours of copying: virt-v2v's exit code decides. */
    private void follow(byte[] buffer) throws IOException {
        if (deaf) {
            return;
        }
        try {
            for (LogTail log : logs) {
                log.poll(buffer);
            }
            if (behind) {
                output.caughtUp();
                behind = false;
            }
            job.follow(output);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOGGER.error("The output of job {} is not followed any more", job.id(), e);
            deaf = true;
        }
    }

    private void stop() {
        if (terminatedAt.isEmpty()) {
            terminatedAt = Optional.of(System.nanoTime());
            processes.terminate();
        } else if (passed(terminatedAt.get(), GRACE)) {
            processes.kill();
        }
    }

    private void phaseChanged() {
        job.follow(output);
    }

    private static boolean passed(long since, Duration time) {
        return System.nanoTime() - since >= time.toNanos();
    }
}
