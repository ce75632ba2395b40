package org.ovirt.v2v.agent.job;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.process.ProcessStat;
import org.ovirt.v2v.agent.unit.ConversionScope;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * The processes of one job, children that left its session included: every one of them has the job's mark in its environment, or is in
 * the job's unit, which also holds those that have thrown their environment away.
 */
final class JobProcesses {
    /** Environment variable that holds the job's id. */
    static final String MARK = "OVIRT_V2V_JOB";

    private static final Duration TIME_OUT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 50;

    private static final int TERM = 15;
    private static final int KILL = 9;
    private static final int CONT = 18;
    private static final int LARGEST_ENVIRONMENT = 256 * 1024;

    private final String mark;
    private final ConversionScope unit;

    JobProcesses(UUID job) {
        this.mark = MARK + "=" + job;
        this.unit = new ConversionScope(job);
    }

    /** Those that are alive. */
    List<Integer> list() {
        return union(byMark(mark -> mark.equals(this.mark)).getOrDefault(mark, List.of()), unit.processes());
    }

    /** The jobs of which something is alive, and that have no unit. */
    static Set<UUID> withoutUnit() {
        Set<UUID> found = new HashSet<>();
        byMark(mark -> mark.startsWith(MARK + "=")).keySet().forEach(mark -> job(mark)
                .ifPresent(found::add));
        ConversionScope.all().forEach((id, pids) -> {
            if (!pids.isEmpty()) {
                found.remove(id);
            }
        });
        return found;
    }

    /** Those of all jobs that are alive, in one look. */
    static Map<UUID, List<Integer>> byJob() {
        Map<UUID, List<Integer>> found = new HashMap<>();
        byMark(mark -> mark.startsWith(MARK + "="))
                .forEach((mark, pids) -> job(mark).ifPresent(id -> found.put(id, pids)));
        ConversionScope.all().forEach((id, pids) -> found.merge(id, pids, JobProcesses::union));
        return found;
    }

    private static List<Integer> union(Collection<Integer> marked, Collection<Integer> ofUnit) {
        return Stream.concat(marked.stream(), ofUnit.stream().filter(JobProcesses::isAlive))
                .distinct()
                .toList();
    }

    private static boolean isAlive(int pid) {
        return ProcessStat.read(pid).filter(stat -> !stat.dead()).isPresent();
    }

    private static Optional<UUID> job(String mark) {
        try {
            return Optional.of(UUID.fromString(mark.substring(MARK.length() + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // whose environment names no job is none of ours
        }
    }

    private static Map<String, List<Integer>> byMark(Predicate<String> wanted) {
        Map<String, List<Integer>> found = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                int pid = Integer.parseInt(process.getFileName().toString());
                mark(process, wanted).filter(mark -> isAlive(pid)).ifPresent(mark -> found.computeIfAbsent(
                                mark, each -> new ArrayList<>())
                        .add(pid));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the processes of this host cannot be listed", e);
        }
        return found;
    }

    /** Asks all of them to end; those that were stopped take note of it only when they go on. */
    void terminate() {
        list().forEach(pid -> {
            LibC.kill(pid, TERM);
            LibC.kill(pid, CONT);
        });
    }

    /** Ends all of them. */
    void kill() {
        unit.kill();
        list().forEach(pid -> LibC.kill(pid, KILL));
    }

    /** Ends all of them, and waits until they are gone. */
    void end() throws FailureException {
        long deadline = System.nanoTime() + TIME_OUT.toNanos();
        while (!list().isEmpty()) {
            kill();
            if (System.nanoTime() > deadline) {
                throw new FailureException(
                        FailureCode.INTERNAL,
                        "Processes of the job cannot be ended on this host, perhaps because its storage does not answer: "
                                + list() + ".");
            }
            pause();
        }
    }

    private static void pause() throws FailureException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(FailureCode.INTERNAL, "Interrupted while ending the processes of a job.", e);
        }
    }

    private static Optional<String> mark(Path process, Predicate<String> wanted) {
        try (InputStream stream = Files.newInputStream(process.resolve("environ"))) {
            String environment = new String(stream.readNBytes(LARGEST_ENVIRONMENT), StandardCharsets.ISO_8859_1);
            return Stream.of(environment.split("\0", -1)).filter(wanted).findFirst();
        } catch (IOException e) {
            return Optional.empty(); // it has ended, or belongs to somebody else
        }
    }

    private static final class LibC {
        static {
            Native.register("c");
        }

        private LibC() {}

        static native int kill(int pid, int signal);
    }
}
