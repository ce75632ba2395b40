package org.ovirt.v2v.testbed.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ovirt.v2v.testbed.TestingProcess;

/** Processes of this demo, also those that a run which was killed has left: they have one of the demo's variables. */
final class LeftOvers {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration GENTLE = Duration.ofSeconds(15);
    private static final Duration FORCEFUL = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Set<String> marks;

    /**
     * Looks for these.
     *
     * @param marks variables of the environment, as in NAME=VALUE
     */
    LeftOvers(Set<String> marks) {
        this.marks = Set.copyOf(marks);
    }

    /** Those that live, but for this one. */
    List<ProcessHandle> find() {
        try (Stream<Path> entries = Files.list(PROCESSES)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .filter(pid -> pid != ProcessHandle.current().pid())
                    .filter(this::isMarked)
                    .filter(TestingProcess::runs)
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isMarked(long pid) {
        try {
            String environment =
                    new String(Files.readAllBytes(PROCESSES.resolve(pid + "/environ")), StandardCharsets.ISO_8859_1);
            return Arrays.stream(environment.split("\0", -1)).anyMatch(marks::contains);
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    /** Ends them, with SIGKILL if need be; those that even that does not end wait for a storage that is gone. */
    void stop() {
        List<ProcessHandle> left = new ArrayList<>(find());
        end(left, ProcessHandle::destroy, GENTLE);
        end(left, ProcessHandle::destroyForcibly, FORCEFUL);
    }

    private static void end(List<ProcessHandle> processes, Consumer<ProcessHandle> signal, Duration patience) {
        processes.forEach(signal);
        Stopwatch watch = Stopwatch.start();
        processes.removeIf(process -> !TestingProcess.runs(process.pid()));
        while (!processes.isEmpty() && watch.elapsed().compareTo(patience) < 0) {
            Pause.of(POLL);
            processes.removeIf(process -> !TestingProcess.runs(process.pid()));
        }
    }

    /** Number and command line, for people. */
    static String describe(ProcessHandle process) {
        return process.pid() + " " + process.info().commandLine().orElse("");
    }
}
