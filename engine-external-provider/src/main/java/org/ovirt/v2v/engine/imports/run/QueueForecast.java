package org.ovirt.v2v.engine.imports.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.WaitReason;

/**
 * When imports that wait are likely to begin, judged by how long those took that have succeeded lately. While imports wait, as many
 * run as can, so that the ones that run are taken for the places that become free.
 */
final class QueueForecast {
    /** Fewer imports tell too little about the next one. */
    private static final int FEWEST = 5;

    private final double median;
    private final double shortest;

    /** Seconds for each byte; empty if too few are known. */
    private final OptionalDouble rate;

    /**
     * An import that has succeeded.
     *
     * @param bytes that its disks were expected to take; 0 if that is not known
     */
    record Past(long bytes, Duration took) {
        double seconds() {
            return Math.max(1, took.toSeconds());
        }
    }

    QueueForecast(List<Past> lately) {
        median = median(lately.stream().mapToDouble(Past::seconds)).orElse(0);
        shortest = lately.stream().mapToDouble(Past::seconds).min().orElse(0);
        rate = median(
                lately.stream().filter(each -> each.bytes() > 0).mapToDouble(each -> each.seconds() / each.bytes()));
    }

    boolean knowsEnough() {
        return median > 0;
    }

    /**
     * When imports begin, by their ids; none if too little is known to say, and not those for which it is not others that have to
     * end first.
     *
     * @param queued in their order
     */
    Map<UUID, Instant> begins(List<ImportSnapshot> queued, List<ImportSnapshot> running, Instant now) {
        List<ImportSnapshot> moving =
                running.stream().filter(each -> !standsStill(each)).toList();
        if (!knowsEnough() || moving.isEmpty()) {
            return Map.of();
        }
        PriorityQueue<Instant> free = new PriorityQueue<>();
        moving.forEach(each -> free.add(later(each.times().started().orElse(now).plus(expected(each)), now)));
        Map<UUID, Instant> begins = new HashMap<>();
        queued.stream().filter(each -> !isStuck(each)).forEach(each -> {
            Instant begin = free.remove();
            begins.put(each.id(), begin);
            free.add(begin.plus(expected(each)));
        });
        return begins;
    }

    /** When its place becomes free nobody knows. */
    private static boolean standsStill(ImportSnapshot running) {
        return running.obstacle().isPresent() || running.unreachableSince().isPresent();
    }

    /** Somebody has to make space, or to mend a host, and nobody knows when. */
    private static boolean isStuck(ImportSnapshot each) {
        return each.waitingFor()
                .filter(reason -> reason == WaitReason.STORAGE_DOMAIN_SPACE || reason == WaitReason.PROXY_HOST)
                .isPresent();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Duration expected(ImportSnapshot each) {
        long bytes = each.target().space();
        double seconds = bytes > 0 && rate.isPresent() ? Math.max(shortest, bytes * rate.getAsDouble()) : median;
        return Duration.ofSeconds((long) seconds);
    }

    private static OptionalDouble median(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        return sorted.length < FEWEST ? OptionalDouble.empty() : OptionalDouble.of(sorted[sorted.length / 2]);
    }
}
