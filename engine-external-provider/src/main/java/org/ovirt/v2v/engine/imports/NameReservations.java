package org.ovirt.v2v.engine.imports;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.peers.EngineIdentity;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * Keeps two imports from taking the same name in a data center. A name is reserved before it is looked for in the export domain
 * and released when the import has ended, so that at every moment it is found in one of the two places.
 */
@ApplicationScoped
public class NameReservations {
    private static final String UNUSED = "import_id not in (select id from imports where ended_at is null)";

    private final EntityManager entities;
    private final EngineIdentity engine;

    public NameReservations(EntityManager entities, EngineIdentity engine) {
        this.entities = entities;
        this.engine = engine;
    }

    /** Throws VM_NAME_IN_USE if another import has the name. */
    public void reserve(NamedId dataCenter, String name, UUID importId) {
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
            throw new FailureException(FailureCode.VM_NAME_IN_USE, taken(dataCenter, name), e);
        }
    }

    /** Throws VM_NAME_IN_USE if an import has the name now. */
    @Transactional
    public void requireFree(NamedId dataCenter, String name) {
        boolean isTaken = !entities.createNativeQuery(
                        "select 1 from vm_name_reservations where data_center_id = ? and name = ?", Integer.class)
                .setParameter(1, dataCenter.id())
                .setParameter(2, name)
                .getResultList()
                .isEmpty();
        if (isTaken) {
            throw new FailureException(FailureCode.VM_NAME_IN_USE, taken(dataCenter, name));
        }
    }

    private static String taken(NamedId dataCenter, String name) {
        return "Another import into the data center " + dataCenter.name() + " has the name " + name + ".";
    }

    @Transactional
    public void release(NamedId dataCenter, String name) {
        entities.createNativeQuery("delete from vm_name_reservations where data_center_id = ? and name = ?")
                .setParameter(1, dataCenter.id())
                .setParameter(2, name)
                .executeUpdate();
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
