package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The imports that have ended lately, read once for all who ask: each open dashboard asks whenever an import has changed. They are read
 * anew when one has ended since or waits again, at whichever engine.
 */
@ApplicationScoped
public class EndedImports {
    /** Of a longer list only the latest count. */
    static final int MOST = 5_000;

    /** Should the engine not have heard of a change. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Kept(long changes, Instant from, Instant at, List<ImportSnapshot> ended) {
        boolean isGood(long changesNow, Instant since, Instant now) {
            return changes == changesNow && !since.isBefore(from) && now.isBefore(at.plus(KEPT));
        }
    }

    private final ImportHistory history;
    private final AtomicLong changes = new AtomicLong();
    private Kept kept = new Kept(-1, Instant.MAX, Instant.MIN, List.of());

    public EndedImports(ImportHistory history, ImportBoard board) {
        this.history = history;
        board.listen(each -> {
            if (each.state().isFinal() || each.state() == ImportState.QUEUED) {
                changes.incrementAndGet();
            }
        });
    }

    /** The first one first; of more than {@link #MOST} the latest. */
    public List<ImportSnapshot> since(Instant time, Instant now) {
        return latest(time, now).stream()
                .filter(each ->
                        each.times().ended().filter(end -> !end.isBefore(time)).isPresent())
                .toList();
    }

    /** Who comes while they are read waits for them, instead of reading them too. */
    private synchronized List<ImportSnapshot> latest(Instant time, Instant now) {
        // before they are read: what changes meanwhile is read the next time
        long seen = changes.get();
        if (!kept.isGood(seen, time, now)) {
            kept = new Kept(seen, time, now, history.endedSince(time, MOST));
        }
        return kept.ended();
    }
}
