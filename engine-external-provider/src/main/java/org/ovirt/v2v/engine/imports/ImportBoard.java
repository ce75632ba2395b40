package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/** How the active imports are right now, fresher than the database, and who wants to hear of every change. */
@ApplicationScoped
public class ImportBoard {
    private final ConcurrentMap<UUID, ImportSnapshot> active = new ConcurrentHashMap<>();
    private final Set<Consumer<ImportSnapshot>> listeners = new CopyOnWriteArraySet<>();

    /** Shows a stored state; progress that was shown before and not stored is not taken back. */
    void show(ImportSnapshot stored) {
        if (stored.state().isFinal()) {
            active.remove(stored.id());
            tell(stored);
            return;
        }
        tell(active.merge(
                stored.id(),
                stored,
                (known, latest) -> latest.with(latest.progress().notBehind(known.progress()))));
    }

    /** Shows progress that is not stored; a change of state is stored first. */
    void progress(UUID id, ImportProgress progress) {
        Optional.ofNullable(active.computeIfPresent(id, (key, known) -> known.with(progress)))
                .ifPresent(this::tell);
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

    /** The listener is called on the thread that makes the change: it must return at once. */
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
