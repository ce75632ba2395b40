package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.process.ProcessEntry;

/**
 * A short run of a tool.
 *
 * @param succeeded whether it ended in time with exit code 0
 * @param lines what it printed, both streams, without the blanks around each line; cut after 64 KiB
 */
record ToolRun(boolean succeeded, List<String> lines) {
    private static final int MOST_OUTPUT = 64 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(100);

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
        return of(limit, longest, command, "", builder -> {});
    }

    /** Runs the command with this standard input; kills it with all its children when the time is over. */
    static ToolRun of(Duration limit, List<String> command, String input, Consumer<ProcessBuilder> settings) {
        return of(limit, limit, command, input, settings);
    }

    private static ToolRun of(
            Duration limit, Duration longest, List<String> command, String input, Consumer<ProcessBuilder> settings) {
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
                return run(limit, longest, builder, printed);
            } finally {
                Files.deleteIfExists(typed);
                Files.deleteIfExists(printed);
            }
        } catch (IOException e) {
            return new ToolRun(false, List.of(String.valueOf(e.getMessage())));
        }
    }

    private static ToolRun run(Duration limit, Duration longest, ProcessBuilder builder, Path printed)
            throws IOException {
        Process process = builder.start();
        boolean succeeded = false;
        try {
            succeeded = ends(process, limit, longest.minus(limit)) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new ToolRun(succeeded, lines(printed));
    }

    private static boolean ends(Process process, Duration limit, Duration more) throws InterruptedException {
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        long started = System.nanoTime();
        int asleep = 0;
        while (!ended && asleep < LOOKS && System.nanoTime() - started < more.toNanos()) {
            asleep = isAtWork(process) ? 0 : asleep + 1;
            ended = process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return ended;
    }

    private static boolean isAtWork(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .anyMatch(each -> ProcessEntry.read((int) each.pid())
                        .filter(ProcessEntry::isAtWork)
                        .isPresent());
    }

    private static List<String> lines(Path output) throws IOException {
        try (InputStream stream = Files.newInputStream(output)) {
            return new String(stream.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
