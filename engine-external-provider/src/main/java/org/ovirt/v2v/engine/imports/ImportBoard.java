package org.ovirt.v2v.engine.imports;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How the active imports are right now, and who wants to hear of every change. A cache of the database, but for progress, which is
 * fresher than what is stored. What is stored comes from this engine and from others, in any order: its version tells what is news.
 */
@ApplicationScoped
public class ImportBoard {
    private final ConcurrentMap<UUID, ImportSnapshot> active = new ConcurrentHashMap<>();
    private final Set<Consumer<ImportSnapshot>> listeners = new CopyOnWriteArraySet<>();

    /** Versions of imports that have ended, for as long as an older state of them may still come in. */
    private final Cache<UUID, Integer> ended = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(5))
            .maximumSize(100_000)
            .build();

    /**
     * Shows a stored state; progress that was shown before and not stored is not taken back.
     *
     * @return whether that was news
     */
    boolean show(ImportSnapshot stored) {
        AtomicBoolean news = new AtomicBoolean();
        active.compute(stored.id(), (id, known) -> {
            boolean old = (known != null && known.version() >= stored.version())
                    || Optional.ofNullable(ended.getIfPresent(id))
                            .filter(last -> last >= stored.version())
                            .isPresent();
            if (old) {
                return known;
            }
            news.set(true);
            if (stored.state().isFinal()) {
                ended.put(id, stored.version());
                tell(stored);
                return null;
            }
            ImportSnapshot latest =
                    known == null ? stored : stored.with(stored.progress().notBehind(known.progress()));
            tell(latest);
            return latest;
        });
        return news.get();
    }

    /** Shows progress that is not stored; a change of state is stored first. */
    void progress(UUID id, ImportProgress progress) {
        active.computeIfPresent(id, (key, known) -> {
            ImportSnapshot latest = known.with(progress);
            tell(latest);
            return latest;
        });
    }

    /** Forgets an import that is not in the database. */
    void remove(UUID id) {
        active.remove(id);
    }

    public Optional<ImportSnapshot> find(UUID id) {
        return Optional.ofNullable(active.get(id));
    }

    /** Oldest first. */
    public List<ImportSnapshot> active() {
        return active.values().stream()
                .sorted(Comparator.comparing(
                                (ImportSnapshot each) -> each.times().createdAt())
                        .thenComparing(ImportSnapshot::id))
                .toList();
    }

    /** The version of each active import. */
    Map<UUID, Integer> versions() {
        return active.values().stream().collect(Collectors.toMap(ImportSnapshot::id, ImportSnapshot::version));
    }

    /**
     * The listener hears of the changes of an import in their order. It is called on the thread that makes the change: it must return
     * at once, and not ask the board.
     */
    public void listen(Consumer<ImportSnapshot> listener) {
        listeners.add(listener);
    }

    public void forget(Consumer<ImportSnapshot> listener) {
        listeners.remove(listener);
    }

    private void tell(ImportSnapshot snapshot) {
        listeners.forEach(listener -> listener.accept(snapshot));
    }
}
