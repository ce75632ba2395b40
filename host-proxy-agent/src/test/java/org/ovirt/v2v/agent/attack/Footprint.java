package org.ovirt.v2v.agent.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ovirt.v2v.testbed.ProcessMemory;

/**
 * What a process takes of its host.
 *
 * @param resident bytes
 * @param mapped of these, bytes of files that it reads as memory: programs and libraries, which it shares with others
 * @param threads how many
 * @param files that it has open, sockets and pipes among them
 */
record Footprint(long resident, long mapped, long threads, long files) {
    static Footprint of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        return new Footprint(
                ProcessMemory.resident(pid),
                ProcessMemory.mapped(pid),
                count(process.resolve("task")),
                count(process.resolve("fd")));
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.count();
        }
    }

    boolean hasNoMoreThan(Footprint other) {
        return threads <= other.threads && files <= other.files;
    }

    /** In MiB, rounded up. */
    long mebibytes() {
        return (resident + (1 << 20) - 1) >> 20;
    }
}
