package org.ovirt.v2v.agent.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which helper processes there are, written down: one that hangs outlives the agent, and what it has begun may still happen when the
 * storage is back. So the next run of the agent must know it.
 */
record HelperRecords(Path folder) {
    private static final Logger LOGGER = LoggerFactory.getLogger(HelperRecords.class);

    /** What a process that does not hang takes to end, in nanoseconds. */
    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

    private static final long PERIOD = Duration.ofMillis(10).toNanos();

    void add(HeldProcess process, Path mount) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file(process), process.startTime() + "\n" + mount);
        } catch (IOException e) {
            LOGGER.warn("It cannot be written down that process {} is at {}: {}", process.pid(), mount, e.toString());
        }
    }

    void remove(HeldProcess process) {
        try {
            Files.deleteIfExists(file(process));
        } catch (IOException e) {
            LOGGER.warn("{} cannot be removed: {}", file(process), e.toString());
        }
    }

    /** Ends those of earlier runs; those that hang are left, with what they are at. */
    Map<HeldProcess, Path> end() throws IOException {
        Map<HeldProcess, Path> left = left();
        left.keySet().forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
        for (long deadline = System.nanoTime() + PATIENCE; !left.isEmpty() && System.nanoTime() < deadline; ) {
            LockSupport.parkNanos(PERIOD);
            left = left();
        }
        return left;
    }

    private Map<HeldProcess, Path> left() throws IOException {
        Map<HeldProcess, Path> left = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                read(file, left);
            }
        } catch (NoSuchFileException e) {
            LOGGER.debug("No helper process was ever started");
        }
        return left;
    }

    private static void read(Path file, Map<HeldProcess, Path> left) throws IOException {
        try {
            List<String> lines =
                    Files.readString(file, StandardCharsets.UTF_8).lines().toList();
            HeldProcess process =
                    new HeldProcess(Integer.parseInt(file.getFileName().toString()), Long.parseLong(lines.get(0)));
            if (!process.isGone()) {
                left.put(process, Path.of(lines.get(1)));
                return;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            LOGGER.warn("{} cannot be read and is removed: {}", file, e.toString());
        }
        Files.deleteIfExists(file);
    }

    private Path file(HeldProcess process) {
        return folder.resolve(Integer.toString(process.pid()));
    }
}
