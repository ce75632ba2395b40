package org.ovirt.v2v.engine.imports;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The only way to change a stored import: one after the other, each in a transaction of its own, and then shown to everybody. */
@ApplicationScoped
public class ImportChanges {
    private static final int LOCKS = 64;

    private final ImportRepository imports;
    private final ImportBoard board;

    /** So that changes are shown in the order in which they are stored. */
    private final List<Lock> locks = IntStream.range(0, LOCKS)
            .<Lock>mapToObj(number -> new ReentrantLock())
            .toList();

    public ImportChanges(ImportRepository imports, ImportBoard board) {
        this.imports = imports;
        this.board = board;
    }

    /**
     * Changes an import; what the change does in the database belongs to the same transaction.
     *
     * @param change returns false to say that it did nothing
     * @return how it is after the change; empty if there is none with this id or the change did nothing
     */
    Optional<ImportSnapshot> change(UUID id, Predicate<Import> change) {
        Lock order = locks.get(Math.floorMod(id.hashCode(), LOCKS));
        order.lock();
        try {
            Optional<Import> changed = QuarkusTransaction.requiringNew()
                    .call(() -> imports.lock(id).filter(change));
            // the version was counted up when the transaction committed
            Optional<ImportSnapshot> snapshot = changed.map(Import::snapshot);
            snapshot.ifPresent(board::show);
            return snapshot;
        } finally {
            order.unlock();
        }
    }
}
