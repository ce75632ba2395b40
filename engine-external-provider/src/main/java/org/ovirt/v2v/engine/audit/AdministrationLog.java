package org.ovirt.v2v.engine.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.NamedEntity;

/**
 * Records what administrators do. The methods of a service that change something wrap all of their work into {@code attempt},
 * and in it the change of the database into {@code change} or {@code removal}, which is one transaction with its event.
 */
@ApplicationScoped
public class AdministrationLog {
    private final AuditLog log;

    public AdministrationLog(AuditLog log) {
        this.log = log;
    }

    /** Tries to add something; if that fails, an event tells of it, and the caller gets the exception. */
    public <T> T attempt(Administration what, String name, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            failed(AuditEntry.of(what.failed()).about(what.subject(), name));
            throw e;
        }
    }

    /** Tries to change something that is there; if that fails, an event tells of it, and the caller gets the exception. */
    public <T> T attempt(Administration what, NamedEntity entity, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            failed(AuditEntry.of(what.failed()).about(what.subject(), entity.id(), entity.name()));
            throw e;
        }
    }

    /** Adds or changes something, and records that. */
    public <T extends NamedEntity> T change(Administration what, Supplier<T> change) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            T changed = change.get();
            done(what, changed.id(), changed.name());
            return changed;
        });
    }

    /** Removes something, and records that. */
    public void removal(Administration what, NamedEntity entity, Runnable removal) {
        QuarkusTransaction.joiningExisting().run(() -> {
            removal.run();
            done(what, entity.id(), entity.name());
        });
    }

    private void done(Administration what, UUID id, String name) {
        log.record(AuditEntry.of(what.done()).about(what.subject(), id, name));
    }

    private void failed(AuditEntry entry) {
        QuarkusTransaction.requiringNew().run(() -> log.record(entry));
    }
}
