package org.ovirt.v2v.engine.administration;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.IncompleteRequestException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NamedEntities;
import org.ovirt.v2v.engine.NamedEntity;
import org.ovirt.v2v.engine.OutdatedException;
import org.ovirt.v2v.engine.administration.AdministrationEvents.Outcome;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;

/**
 * Adds, changes and removes entities. What is done is one transaction with its event; what fails, in the checks before that or in
 * it, leaves an event too, and the caller gets the exception.
 */
@ApplicationScoped
public class EntityAdministration {
    private final EntityRemoval removal;
    private final AuditLog log;

    public EntityAdministration(EntityRemoval removal, AuditLog log) {
        this.removal = removal;
        this.log = log;
    }

    /**
     * Adds an entity.
     *
     * @param name what it is to be called, for the event if it cannot be made
     * @param check makes it of a request, or throws
     */
    public <T extends NamedEntity> T add(NamedEntities<T> entities, String name, Supplier<T> check) {
        AdministrationEvents events = AdministrationEvents.of(entities.kind());
        AuditEntry failed = AuditEntry.of(events.addition().failed()).about(events.subject(), name);
        return attempt(failed, () -> {
            T checked = check.get();
            return recorded(events, events.addition(), () -> entities.add(checked));
        });
    }

    /** As {@link #add}; empty, and without an event, if another one has the name by now. In no transaction of the caller. */
    public <T extends NamedEntity> Optional<T> addIfFree(NamedEntities<T> entities, String name, Supplier<T> check) {
        AdministrationEvents events = AdministrationEvents.of(entities.kind());
        AuditEntry failed = AuditEntry.of(events.addition().failed()).about(events.subject(), name);
        return attempt(failed, () -> {
            try {
                T checked = check.get();
                return Optional.of(recorded(events, events.addition(), () -> entities.add(checked)));
            } catch (ConflictException | ConstraintViolationException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Changes an entity, if it is as it was read.
     *
     * @param check makes the change of a request, or throws
     */
    public <T extends NamedEntity> T update(
            NamedEntities<T> entities, T known, Expected expected, Supplier<Consumer<T>> check) {
        AdministrationEvents events = AdministrationEvents.of(entities.kind());
        return attempt(failed(events, events.change(), known), () -> {
            expected.require(entities.kind(), known);
            Consumer<T> change = check.get();
            return recorded(events, events.change(), () -> entities.update(known, change));
        });
    }

    /** Does something that has events of its own, in one transaction with the one that tells of it. */
    public <T> T record(AuditEntry done, AuditEntry failed, Supplier<T> work) {
        return attempt(failed, () -> recorded(done, work));
    }

    /** Does something elsewhere that takes its time, and that nothing takes back: no transaction is open before it has been done. */
    public <T> T recordAfter(AuditEntry done, AuditEntry failed, Supplier<T> work) {
        T result = attempt(failed, work);
        QuarkusTransaction.joiningExisting().run(() -> log.record(done));
        return result;
    }

    private <T> T recorded(AuditEntry done, Supplier<T> work) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            T result = work.get();
            log.record(done);
            return result;
        });
    }

    /** Removes an entity, if it is as it was read and nothing uses it. */
    public <T extends NamedEntity> void remove(NamedEntities<T> entities, T known, Expected expected) {
        AdministrationEvents events = AdministrationEvents.of(entities.kind());
        attempt(failed(events, events.removal(), known), () -> {
            expected.require(entities.kind(), known);
            removal.remove(
                    entities.kind(),
                    known,
                    () -> recorded(events, events.removal(), () -> {
                        entities.remove(known);
                        // whoever has begun to use it meanwhile has done so by now, or finds that it is not there
                        removal.refuseIfUsed(entities.kind(), known.id(), known.name());
                        return known;
                    }));
            return known;
        });
    }

    private <T> T attempt(AuditEntry failed, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            AuditEntry entry = cause(e).map(failed::because).orElse(failed);
            QuarkusTransaction.requiringNew().run(() -> log.record(entry));
            throw e;
        }
    }

    /** As the caller is told; what a defect says is for the log. */
    private static Optional<String> cause(RuntimeException refusal) {
        boolean isExplained = refusal instanceof FailureException
                || refusal instanceof ConflictException
                || refusal instanceof InvalidFieldException
                || refusal instanceof IncompleteRequestException
                || refusal instanceof OutdatedException;
        return Optional.ofNullable(refusal.getMessage()).filter(text -> isExplained);
    }

    private <T extends NamedEntity> T recorded(AdministrationEvents events, Outcome outcome, Supplier<T> work) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            T entity = work.get();
            log.record(AuditEntry.of(outcome.done()).about(events.subject(), entity.id(), entity.name()));
            return entity;
        });
    }

    private static AuditEntry failed(AdministrationEvents events, Outcome outcome, NamedEntity entity) {
        return AuditEntry.of(outcome.failed()).about(events.subject(), entity.id(), entity.name());
    }
}
