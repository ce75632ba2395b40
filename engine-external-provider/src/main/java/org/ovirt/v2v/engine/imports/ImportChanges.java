package org.ovirt.v2v.engine.imports;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The only way to change a stored import: one after the other, each in a transaction of its own, and then shown to everybody. */
@ApplicationScoped
public class ImportChanges {
    private static final int LOCKS = 64;

    private final ImportRepository imports;
    private final ImportBroadcast broadcast;
    private final List<Consumer<ImportSnapshot>> listeners = new CopyOnWriteArrayList<>();

    /** So that changes are shown in the order in which they are stored. */
    private final List<Lock> locks = IntStream.range(0, LOCKS)
            .<Lock>mapToObj(number -> new ReentrantLock())
            .toList();

    private record Change(Optional<Import> changed, boolean wasActive) {}

    public ImportChanges(ImportRepository imports, ImportBroadcast broadcast) {
        this.imports = imports;
        this.broadcast = broadcast;
    }

    /** The listener is told of each import that this engine has brought to its end. */
    void listen(Consumer<ImportSnapshot> listener) {
        listeners.add(listener);
    }

    /** Changes an import as {@link #change} does, unless another attempt of it is current by now than when it was seen. */
    public Optional<ImportSnapshot> during(ImportSnapshot seen, Predicate<Import> change) {
        return change(seen.id(), each -> each.attempt().jobId().equals(seen.jobId()) && change.test(each));
    }

    /**
     * Changes an import; what the change does in the database belongs to the same transaction.
     *
     * @param change returns false to say that it did nothing
     * @return how it is after the change; empty if there is none with this id or the change did nothing
     */
    public Optional<ImportSnapshot> change(UUID id, Predicate<Import> change) {
        Lock order = locks.get(Math.floorMod(id.hashCode(), LOCKS));
        order.lock();
        try {
            Change made = QuarkusTransaction.requiringNew().call(() -> make(id, change));
            // the version was counted up when the transaction committed
            Optional<ImportSnapshot> snapshot = made.changed().map(Import::snapshot);
            snapshot.ifPresent(broadcast::changed);
            snapshot.filter(each -> made.wasActive() && each.state().isFinal())
                    .ifPresent(end -> listeners.forEach(listener -> listener.accept(end)));
            return snapshot;
        } finally {
            order.unlock();
        }
    }

    private Change make(UUID id, Predicate<Import> change) {
        Optional<Import> found = imports.lock(id);
        boolean wasActive = found.filter(each -> !each.state().isFinal()).isPresent();
        return new Change(
                found.filter(each -> ImportLogContext.within(each.id(), each.origin(), () -> change.test(each))),
                wasActive);
    }
}
