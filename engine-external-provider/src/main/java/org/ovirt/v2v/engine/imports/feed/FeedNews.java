package org.ovirt.v2v.engine.imports.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ovirt.v2v.engine.imports.CurrentAttempt;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.model.conversion.Failure;

/** What has changed since those who listen were told: of each import the latest only. What is mere progress may wait longer. */
final class FeedNews {
    /** Of more than these the oldest are forgotten, whose progress is then told as if it were more than that. */
    private static final int MOST_KNOWN = 50_000;

    private final Map<UUID, FeedItem> changes = new LinkedHashMap<>();
    private final Map<UUID, FeedItem> progress = new LinkedHashMap<>();

    private final Cache<UUID, Standing> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .executor(Runnable::run)
            .build();

    /** What of an import is news at once. */
    private record Standing(
            ImportState state, boolean cancelRequested, Failure failure, boolean reachable, CurrentAttempt attempt) {
        static Standing of(ImportSnapshot each) {
            return new Standing(
                    each.state(),
                    each.cancelRequested(),
                    each.failureOrNull(),
                    each.unreachableSince().isEmpty(),
                    each.attempt());
        }
    }

    void add(FeedItem item) {
        ImportSnapshot each = item.subject();
        UUID id = each.id();
        Standing standing = Standing.of(each);
        boolean same = standing.equals(known.getIfPresent(id));
        if (each.state().isFinal()) {
            known.invalidate(id);
        } else if (!same) {
            known.put(id, standing);
        }
        if (changes.remove(id) != null || !same) {
            progress.remove(id);
            changes.put(id, item);
        } else {
            progress.put(id, item); // it keeps its turn
        }
    }

    boolean hasChanges() {
        return !changes.isEmpty();
    }

    boolean hasProgress() {
        return !progress.isEmpty();
    }

    List<FeedItem> takeChanges() {
        return take(changes, Integer.MAX_VALUE);
    }

    /** Of at most so many imports, those that have waited longest. */
    List<FeedItem> takeProgress(int most) {
        return take(progress, most);
    }

    private static List<FeedItem> take(Map<UUID, FeedItem> items, int most) {
        List<FeedItem> taken = new ArrayList<>();
        Iterator<FeedItem> oldest = items.values().iterator();
        while (oldest.hasNext() && taken.size() < most) {
            taken.add(oldest.next());
            oldest.remove();
        }
        return taken;
    }

    /** Called for each change while nobody listens. */
    void clear() {
        if (changes.isEmpty() && progress.isEmpty() && known.asMap().isEmpty()) {
            return;
        }
        changes.clear();
        progress.clear();
        known.invalidateAll();
    }
}
