package org.ovirt.v2v.engine.imports.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.RetryPolicy;

/**
 * In which order queued imports begin: those of a higher priority first; then each owner in turn, so that a large batch of one does
 * not keep the others waiting for days; of one owner's the oldest first.
 */
@ApplicationScoped
public class QueueOrder {
    private final ImportBoard board;
    private final RetryPolicy policy;
    private final Clock clock;

    /** To put thousands in order takes longer than to decide about them, and most looks find the queue as it was. */
    private volatile Optional<Ordered> known = Optional.empty();

    /**
     * The queue in order.
     *
     * @param changes how often it had changed by then
     * @param until when the next of those comes in that are to begin later; exclusive
     */
    private record Ordered(long changes, Instant from, Instant until, List<ImportSnapshot> imports) {
        boolean holds(long now, Instant time) {
            return changes == now && !time.isBefore(from) && time.isBefore(until);
        }
    }

    private record Ranked(ImportSnapshot queued, long turn) {}

    public QueueOrder(ImportBoard board, RetryPolicy policy, Clock clock) {
        this.board = board;
        this.policy = policy;
        this.clock = clock;
    }

    /** Those that could begin now, as they should begin. */
    List<ImportSnapshot> now() {
        long changes = board.queueChanges(); // before it is read: what changes meanwhile counts as a change after it
        Instant now = clock.instant();
        Ordered order = known.filter(each -> each.holds(changes, now)).orElseGet(() -> {
            List<ImportSnapshot> active = board.active();
            return new Ordered(changes, now, next(active, now), of(active, now));
        });
        known = Optional.of(order);
        return order.imports();
    }

    private Instant next(List<ImportSnapshot> active, Instant now) {
        return active.stream()
                .filter(each -> policy.isTooEarly(each, now))
                .map(each -> each.times().notBefore())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /**
     * Those of these that could begin, as they should begin: neither what is paused nor what is to begin later.
     *
     * @param active oldest first; what an owner has running already counts as turns taken
     */
    List<ImportSnapshot> of(List<ImportSnapshot> active, Instant now) {
        Map<String, Long> turns = new HashMap<>(active.stream()
                .filter(ImportSnapshot::isOnHost)
                .collect(groupingBy(each -> each.origin().owner(), counting())));
        List<Ranked> ranked = new ArrayList<>();
        active.stream()
                .filter(each -> each.state() == ImportState.QUEUED)
                .filter(each -> !each.queue().paused() && !policy.isTooEarly(each, now))
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
