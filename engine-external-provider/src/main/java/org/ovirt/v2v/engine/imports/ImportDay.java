package org.ovirt.v2v.engine.imports;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * What became of imports in the day up to now.
 *
 * @param since when it begins
 * @param ended how many ended in each state
 * @param hour bytes of disks copied in each five minutes of the last hour
 * @param day bytes of disks copied in each hour
 * @param failures the most frequent first
 */
public record ImportDay(
        Instant since, Map<ImportState, Integer> ended, List<Copied> hour, List<Copied> day, List<Cause> failures) {
    static final Duration LENGTH = Duration.ofDays(1);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMinutes(5);
    private static final int PERCENT = 100;

    public ImportDay {
        ended = Map.copyOf(ended);
        hour = List.copyOf(hour);
        day = List.copyOf(day);
        failures = List.copyOf(failures);
    }

    /**
     * What was copied in some time, by the disks' virtual size; a conversion counts evenly from its start to its end.
     *
     * @param from when that time begins
     */
    public record Copied(Instant from, long bytes) {}

    /**
     * How often something was why an import failed.
     *
     * @param latest the import that it last befell
     */
    public record Cause(FailureCode code, int count, ImportSnapshot latest) {}

    /**
     * Sums up.
     *
     * @param since from when on all are there that have ended
     * @param ended the first one first
     * @param running those on proxy hosts
     */
    static ImportDay of(Instant since, List<ImportSnapshot> ended, List<ImportSnapshot> running, Instant now) {
        List<ImportSnapshot> all =
                Stream.concat(ended.stream(), running.stream()).toList();
        Map<ImportState, Integer> counts = new EnumMap<>(ImportState.class);
        ImportState.FINAL.forEach(state -> counts.put(state, 0));
        ended.forEach(each -> counts.merge(each.state(), 1, Integer::sum));
        return new ImportDay(
                since, counts, copied(all, now, HOUR, SHORT), copied(all, now, LENGTH, HOUR), failures(ended));
    }

    private static List<Copied> copied(List<ImportSnapshot> imports, Instant now, Duration whole, Duration step) {
        // whole steps of the clock, so that the next look shows the same ones
        Instant last = now.truncatedTo(ChronoUnit.DAYS);
        while (last.plus(step).isBefore(now)) {
            last = last.plus(step);
        }
        List<Copied> steps = new ArrayList<>();
        for (Instant from = last.minus(whole).plus(step); !from.isAfter(last); from = from.plus(step)) {
            Instant begin = from;
            steps.add(new Copied(
                    begin,
                    imports.stream()
                            .mapToLong(each -> copied(each, now, begin, begin.plus(step)))
                            .sum()));
        }
        return steps;
    }

    /** What one import copied between two times. */
    private static long copied(ImportSnapshot each, Instant now, Instant from, Instant to) {
        if (each.times().started().isEmpty()) {
            return 0;
        }
        Instant began = each.times().started().get();
        Instant ended = each.times().ended().orElse(now);
        Instant first = began.isAfter(from) ? began : from;
        Instant last = ended.isBefore(to) ? ended : to;
        if (!first.isBefore(last)) {
            return 0;
        }
        double part = (double) Duration.between(first, last).toMillis()
                / Math.max(1, Duration.between(began, ended).toMillis());
        return Math.round(part * bytes(each.progress().disks()));
    }

    private static double bytes(List<DiskProgress> disks) {
        return disks.stream()
                .mapToDouble(disk -> (double) disk.capacity() * disk.progress() / PERCENT)
                .sum();
    }

    private static List<Cause> failures(List<ImportSnapshot> ended) {
        Map<FailureCode, Cause> causes = new EnumMap<>(FailureCode.class);
        for (ImportSnapshot each : ended) {
            each.failure()
                    .map(Failure::code)
                    .ifPresent(code -> causes.merge(
                            code, new Cause(code, 1, each), (one, other) -> new Cause(code, one.count() + 1, each)));
        }
        return causes.values().stream()
                .sorted(Comparator.comparingInt(Cause::count).reversed().thenComparing(Cause::code))
                .toList();
    }
}
