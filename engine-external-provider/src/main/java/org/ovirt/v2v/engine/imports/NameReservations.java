package org.ovirt.v2v.engine.imports;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.hibernate.exception.ConstraintViolationException;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.peers.EngineIdentity;
import org.ovirt.v2v.engine.peers.Leases;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two imports from taking the same name in a data center. A name is reserved before it is looked for in the export domain
 * and released when the import has ended, so that at every moment it is found in one of the two places.
 */
@ApplicationScoped
public class NameReservations {
    private static final String UNUSED = "import_id not in (select id from imports where ended_at is null)";

    private static final String OF_THIS_IMPORT = "import_id = :import";

    /** By another engine, which has died since. */
    private static final String LEFT = UNUSED + " and (engine_id is null or (engine_id <> :engine and engine_id not in"
            + " (select id from engines where seen_at > current_timestamp - " + Leases.HELD + ")))";

    /** What an active import has under this very name is in use. */
    private static final String NOT_IN_USE = "not exists (select 1 from imports i where i.id = :import and"
            + " i.ended_at is null and i.data_center_id = :center and i.name = :name)";

    /** So many are remembered; those beyond are released when the engine is started again. */
    private static final int MOST_OWED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(NameReservations.class);

    private final EntityManager entities;
    private final EngineIdentity engine;

    /** Those that were to be released, or perhaps were not made, when the database did not answer. */
    private final Set<Reservation> owed = ConcurrentHashMap.newKeySet();

    /** So that none is released that has been made anew. */
    private final Lock settling = new ReentrantLock();

    private record Reservation(UUID dataCenter, String name, UUID importId) {
        boolean isOfName(UUID otherCenter, String other) {
            return dataCenter.equals(otherCenter) && name.equals(other);
        }
    }

    public NameReservations(EntityManager entities, EngineIdentity engine) {
        this.entities = entities;
        this.engine = engine;
    }

    /** Throws VM_NAME_IN_USE if another import has the name, and ENGINE_BUSY if it is reserved for no longer than a check takes. */
    public void reserve(NamedId dataCenter, String name, UUID importId) {
        owed.stream().filter(each -> each.isOfName(dataCenter.id(), name)).forEach(this::settle);
        try {
            QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                            "insert into vm_name_reservations (data_center_id, name, import_id, engine_id)"
                                    + " values (?, ?, ?, ?)")
                    .setParameter(1, dataCenter.id())
                    .setParameter(2, name)
                    .setParameter(3, importId)
                    .setParameter(4, engine.id())
                    .executeUpdate());
        } catch (ConstraintViolationException e) {
            throw refusal(dataCenter, name, importId, e);
        } catch (RuntimeException e) {
            // it may be stored all the same
            owe(dataCenter, name, importId);
            throw e;
        }
    }

    /**
     * Throws ENGINE_BUSY if a name that was reserved for this import has been released since, as by the end of an earlier check of it;
     * otherwise it is not before the transaction of the caller has ended.
     */
    @Transactional
    public void requireReserved(NamedId dataCenter, String name, UUID importId) {
        int reserved = entities.createNativeQuery("update vm_name_reservations set engine_id = :engine"
                        + " where data_center_id = :center and name = :name and " + OF_THIS_IMPORT)
                .setParameter("engine", engine.id())
                .setParameter("center", dataCenter.id())
                .setParameter("name", name)
                .setParameter("import", importId)
                .executeUpdate();
        if (reserved == 0) {
            throw new FailureException(
                    FailureCode.ENGINE_BUSY,
                    "The name " + name + " was released while the import was checked, by an earlier check of it.");
        }
    }

    private FailureException refusal(
            NamedId dataCenter, String name, UUID importId, ConstraintViolationException cause) {
        if (isLeft(dataCenter, name)) {
            return new FailureException(FailureCode.ENGINE_BUSY, left(name), cause);
        }
        if (isReserved(dataCenter, name, OF_THIS_IMPORT, Map.of("import", importId))) {
            return new FailureException(
                    FailureCode.ENGINE_BUSY, "The import is being checked already under the name " + name + ".", cause);
        }
        return new FailureException(FailureCode.VM_NAME_IN_USE, taken(dataCenter, name), cause);
    }

    private boolean isLeft(NamedId dataCenter, String name) {
        return isReserved(dataCenter, name, LEFT, Map.of("engine", engine.id()));
    }

    private boolean isReserved(NamedId dataCenter, String name, String condition, Map<String, UUID> values) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Query query = entities.createNativeQuery(
                            "select 1 from vm_name_reservations where data_center_id = :center and name = :name and "
                                    + condition,
                            Integer.class)
                    .setParameter("center", dataCenter.id())
                    .setParameter("name", name);
            values.forEach(query::setParameter);
            return !query.getResultList().isEmpty();
        });
    }

    /** As {@link #reserve}, but reserves nothing. */
    public void requireFree(NamedId dataCenter, String name) {
        if (!isReserved(dataCenter, name, "1 = 1", Map.of())) {
            return;
        }
        throw isLeft(dataCenter, name)
                ? new FailureException(FailureCode.ENGINE_BUSY, left(name))
                : new FailureException(FailureCode.VM_NAME_IN_USE, taken(dataCenter, name));
    }

    private static String left(String name) {
        return "The name " + name
                + " is kept for a request that an engine was checking when it ended; it is free within six minutes.";
    }

    private static String taken(NamedId dataCenter, String name) {
        return "Another import into the data center " + dataCenter.name() + " has the name " + name + ".";
    }

    /**
     * Gives back a name that was reserved for an import which has not become active with it after all; should it be, the name
     * stays. What the database cannot do now is done later.
     */
    public void giveBack(NamedId dataCenter, String name, UUID importId) {
        try {
            releaseUnused(new Reservation(dataCenter.id(), name, importId));
        } catch (RuntimeException e) {
            LOG.warn("The name {} cannot be given back at present; it will be: {}", name, e.toString());
            owe(dataCenter, name, importId);
        }
    }

    /** The name is given back later, unless an active import has it then. */
    public void owe(NamedId dataCenter, String name, UUID importId) {
        if (owed.size() < MOST_OWED) {
            owed.add(new Reservation(dataCenter.id(), name, importId));
        } else {
            LOG.warn("The name {} stays reserved until the engine is started again", name);
        }
    }

    /** Gives back what could not be given back before. */
    public void releaseOwed() {
        List.copyOf(owed).forEach(this::settle);
    }

    private void settle(Reservation each) {
        settling.lock();
        try {
            if (owed.contains(each)) {
                releaseUnused(each);
                owed.remove(each);
            }
        } finally {
            settling.unlock();
        }
    }

    private void releaseUnused(Reservation each) {
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "delete from vm_name_reservations where data_center_id = :center and name = :name"
                                + " and import_id = :import and " + NOT_IN_USE)
                .setParameter("center", each.dataCenter())
                .setParameter("name", each.name())
                .setParameter("import", each.importId())
                .executeUpdate());
    }

    /** Releases a name that this import has; one that another has by now stays. */
    @Transactional
    public void release(NamedId dataCenter, String name, UUID importId) {
        entities.createNativeQuery(
                        "delete from vm_name_reservations where data_center_id = ? and name = ? and import_id = ?")
                .setParameter(1, dataCenter.id())
                .setParameter(2, name)
                .setParameter(3, importId)
                .executeUpdate();
    }

    @Transactional
    public void release(UUID importId) {
        entities.createNativeQuery("delete from vm_name_reservations where import_id = ?")
                .setParameter(1, importId)
                .executeUpdate();
    }

    /** Releases what this engine has left when it died while it checked requests. Only before it takes requests. */
    @Transactional
    public void releaseOwn() {
        entities.createNativeQuery("delete from vm_name_reservations where engine_id = ? and " + UNUSED)
                .setParameter(1, engine.id())
                .executeUpdate();
    }

    /** Releases what engines have left that died while they checked requests, and were not started again. */
    @Transactional
    public void releaseForgotten() {
        // long after an engine has died for others: one that only could not reach the database may still be checking
        entities.createNativeQuery("delete from vm_name_reservations where " + UNUSED
                        + " and (engine_id is null or engine_id not in (select id from engines where seen_at >"
                        + " current_timestamp - interval '5' minute))")
                .executeUpdate();
    }
}
