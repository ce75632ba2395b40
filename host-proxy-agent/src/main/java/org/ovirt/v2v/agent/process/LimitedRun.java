package org.ovirt.v2v.agent.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run of a program that asks somebody who may not answer.
 *
 * @param succeeded whether it ended with 0, in time
 * @param text its first words, from both streams, or why there are none
 */
public record LimitedRun(boolean succeeded, String text) {
    private static final int MOST_WORDS = 400;

    /** Kills it if it has not ended within the limit. */
    public static LimitedRun of(Duration limit, List<String> command) {
        try {
            Path printed = Files.createTempFile("v2v-run", ".out");
            try {
                return run(
                        limit,
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(printed.toFile())
                                .redirectInput(Path.of("/dev/null").toFile()),
                        printed);
            } finally {
                Files.deleteIfExists(printed);
            }
        } catch (IOException e) {
            return new LimitedRun(false, String.valueOf(e.getMessage()));
        }
    }

    /** Starts it, with its output going to a file that is read for {@link #text()}; never throws for what it does. */
    public static LimitedRun run(Duration limit, ProcessBuilder builder, Path printed) throws IOException {
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new LimitedRun(
                        false, builder.command().get(0) + " got no answer within " + limit.toSeconds() + " s");
            }
            String words = words(printed);
            boolean succeeded = process.exitValue() == 0;
            return new LimitedRun(
                    succeeded,
                    succeeded || !words.isEmpty()
                            ? words
                            : builder.command().get(0) + " ended with " + process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new LimitedRun(false, "the agent is stopping");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String words(Path printed) throws IOException {
        try (InputStream stream = Files.newInputStream(printed)) {
            return new String(stream.readNBytes(MOST_WORDS), StandardCharsets.UTF_8)
                    .strip()
                    .replaceAll("\\s*\\R\\s*", "; ");
        }
    }
}
