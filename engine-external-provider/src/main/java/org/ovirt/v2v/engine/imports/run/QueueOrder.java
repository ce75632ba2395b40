package org.ovirt.v2v.engine.imports.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;

/**
 * In which order queued imports begin: those of a higher priority first; then each owner in turn, so that a large batch of one does
 * not keep the others waiting for days; of one owner's the oldest first.
 */
final class QueueOrder {
    private QueueOrder() {}

    private record Ranked(ImportSnapshot queued, long turn) {}

    /**
     * Those of these that could begin, as they should begin: neither what is paused nor what is to begin later.
     *
     * @param active oldest first; what an owner has running already counts as turns taken
     */
    static List<ImportSnapshot> of(List<ImportSnapshot> active, Instant now) {
        Map<String, Long> turns = new HashMap<>(active.stream()
                .filter(ImportSnapshot::isOnHost)
                .collect(groupingBy(each -> each.origin().owner(), counting())));
        List<Ranked> ranked = new ArrayList<>();
        active.stream()
                .filter(each -> each.state() == ImportState.QUEUED)
                .filter(each -> !each.queue().paused() && !each.times().isBeforeBegin(now))
                .sorted(Comparator.comparingInt(
                        (ImportSnapshot each) -> -each.queue().priority()))
                .forEach(each ->
                        ranked.add(new Ranked(each, turns.merge(each.origin().owner(), 1L, Long::sum))));
        // sorting keeps those that are equal in their order
        return ranked.stream()
                .sorted(Comparator.comparingInt(
                                (Ranked each) -> -each.queued().queue().priority())
                        .thenComparingLong(Ranked::turn))
                .map(Ranked::queued)
                .toList();
    }
}
