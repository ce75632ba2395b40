package org.ovirt.v2v.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What processes have done since they were started.
 *
 * @param uses of each process, by its pid
 */
public record Activity(Map<Integer, Use> uses) {
    /** Of clock ticks, as proc(5) counts them on Linux. */
    private static final int TICKS_PER_SECOND = 100;

    /**
     * Less than that is what processes do that wait: an idle appliance was measured at 0.005 and 220 bytes a second, and whoever polls
     * looks again and again.
     */
    private static final double LEAST_PROCESSOR = 0.02;

    private static final long LEAST_BYTES_PER_SECOND = 1024;

    /**
     * Of one process.
     *
     * @param ticks of the processor's time, with that of its ended children
     * @param bytes read and written, by whatever way but sockets
     */
    public record Use(long ticks, long bytes) {}

    public Activity {
        uses = Map.copyOf(uses);
    }

    /** Now; of those that have ended nothing is told. */
    public static Activity of(Collection<Integer> pids) {
        Map<Integer, Use> uses = new HashMap<>();
        for (int pid : pids) {
            ProcessStat.read(pid).ifPresent(stat -> uses.put(pid, new Use(stat.ticks(), bytes(pid))));
        }
        return new Activity(uses);
    }

    /** Whether any of the processes has got on between the two, or one has begun or ended. */
    public boolean hasMovedSince(Activity before, Duration passed) {
        if (!uses.keySet().equals(before.uses.keySet())) {
            return true;
        }
        double seconds = passed.toMillis() / 1000.0;
        return processor().minus(before.processor()).toMillis() / 1000.0 >= LEAST_PROCESSOR * seconds
                || bytes() - before.bytes() >= LEAST_BYTES_PER_SECOND * seconds;
    }

    /** Of all together. */
    public Duration processor() {
        long ticks = uses.values().stream().mapToLong(Use::ticks).sum();
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Of all together. */
    public long bytes() {
        return uses.values().stream().mapToLong(Use::bytes).sum();
    }

    /** 0 of a process that tells nobody, as one of another user, or one that has just ended. */
    private static long bytes(int pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Integer.toString(pid), "io"), StandardCharsets.US_ASCII).stream()
                    .filter(line -> line.startsWith("rchar:") || line.startsWith("wchar:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring("rchar:".length()).strip()))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
