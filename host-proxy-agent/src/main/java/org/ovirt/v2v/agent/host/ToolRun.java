package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.process.ProcessStat;

/**
 * A short run of a tool.
 *
 * @param lines what it printed, both streams, without the blanks around each line; only the last 64 KiB
 */
record ToolRun(End end, List<String> lines) {
    private static final int MOST_OUTPUT = 64 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Beyond what any run here is given: no limit. */
    private static final Duration UNLIMITED = Duration.ofDays(1);

    private static final Set<Integer> EXITS_OF_KILLED = Set.of(128 + 9, 128 + 15);

    /** How a run ended. */
    enum End {
        /** With exit code 0. */
        SUCCEEDED,
        /** With another one. */
        FAILED,
        /** Somebody else ended it, which may have been a kernel without memory. */
        KILLED,
        /** It had as much of the processors as it was given, and did not come to its end. */
        SPENT,
        /** It was asleep when its time was over. */
        ASLEEP,
        /** It was at work when its time was over, or waited for its share of a busy host. */
        BUSY,
        /** It could not be started, or nobody waited for it. */
        NOT_RUN
    }

    /**
     * How long a tool may take.
     *
     * @param usual after which one that is asleep is ended
     * @param longest after which one that is at work is ended as well
     * @param processor of the processors' time, for the tool with its children
     */
    private record Limits(Duration usual, Duration longest, Duration processor) {}

    boolean succeeded() {
        return end == End.SUCCEEDED;
    }

    /** So many looks in a row find all processes of a tool asleep that hangs. */
    private static final int LOOKS = 5;

    static ToolRun of(Duration limit, List<String> command) {
        return of(limit, limit, command);
    }

    /**
     * Runs a command that takes no time unless the host is busy: after the limit it gets more as long as it has not come to a
     * rest, since one that waits for its share of a busy host does not hang.
     */
    static ToolRun of(Duration limit, Duration longest, List<String> command) {
        return of(new Limits(limit, longest, UNLIMITED), command, "", builder -> {});
    }

    /**
     * Runs the command with this standard input until it has had its share of the processors, however long a busy host takes for
     * that, or until the longest time is over; kills it with all its children then.
     */
    static ToolRun ofProcessor(
            Duration processor,
            Duration longest,
            List<String> command,
            String input,
            Consumer<ProcessBuilder> settings) {
        return of(new Limits(longest, longest, processor), command, input, settings);
    }

    private static ToolRun of(Limits limits, List<String> command, String input, Consumer<ProcessBuilder> settings) {
        try {
            Path typed = Files.createTempFile("v2v-tool", ".in");
            Path printed = Files.createTempFile("v2v-tool", ".out");
            try {
                Files.writeString(typed, input);
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(typed.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile());
                builder.environment().put("LC_ALL", "C.UTF-8");
                settings.accept(builder);
                return run(limits, builder, printed);
            } finally {
                Files.deleteIfExists(typed);
                Files.deleteIfExists(printed);
            }
        } catch (IOException e) {
            return new ToolRun(End.NOT_RUN, List.of(String.valueOf(e.getMessage())));
        }
    }

    private static ToolRun run(Limits limits, ProcessBuilder builder, Path printed) throws IOException {
        Process process = builder.start();
        End end = End.NOT_RUN;
        try {
            end = end(process, limits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new ToolRun(end, lines(printed));
    }

    private static End end(Process process, Limits limits) throws InterruptedException {
        long started = System.nanoTime();
        int asleep = 0;
        while (!process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            Duration passed = Duration.ofNanos(System.nanoTime() - started);
            boolean late = passed.compareTo(limits.usual()) >= 0;
            if (late) {
                asleep = isAtWork(process) ? 0 : asleep + 1;
            }
            if (processorTime(process).compareTo(limits.processor()) >= 0) {
                return End.SPENT;
            }
            if (asleep >= LOOKS) {
                return End.ASLEEP;
            }
            if (passed.compareTo(limits.longest().plus(PAUSE.multipliedBy(LOOKS))) >= 0) {
                return End.BUSY;
            }
        }
        int exitCode = process.exitValue();
        if (EXITS_OF_KILLED.contains(exitCode)) {
            return End.KILLED;
        }
        return exitCode == 0 ? End.SUCCEEDED : End.FAILED;
    }

    private static boolean isAtWork(Process process) {
        return tree(process).anyMatch(each -> ProcessStat.read((int) each.pid())
                .filter(ProcessStat::isAtWork)
                .isPresent());
    }

    private static Duration processorTime(Process process) {
        return tree(process)
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Stream<ProcessHandle> tree(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static List<String> lines(Path output) throws IOException {
        try (InputStream stream = Files.newInputStream(output)) {
            stream.skipNBytes(Math.max(0, Files.size(output) - MOST_OUTPUT));
            return new String(stream.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
