package org.ovirt.v2v.engine.imports;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * Keeps two imports from taking the same name in a data center. A name is reserved before it is looked for in the export domain
 * and released when the import has ended, so that at every moment it is found in one of the two places.
 */
@ApplicationScoped
public class NameReservations {
    private final EntityManager entities;

    public NameReservations(EntityManager entities) {
        this.entities = entities;
    }

    /** Throws VM_NAME_IN_USE if another import has the name. */
    void reserve(NamedId dataCenter, String name, UUID importId) {
        try {
            QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                            "insert into vm_name_reservations (data_center_id, name, import_id) values (?, ?, ?)")
                    .setParameter(1, dataCenter.id())
                    .setParameter(2, name)
                    .setParameter(3, importId)
                    .executeUpdate());
        } catch (ConstraintViolationException e) {
            throw new FailureException(
                    FailureCode.VM_NAME_IN_USE,
                    "Another import into the data center " + dataCenter.name() + " has the name " + name + ".",
                    e);
        }
    }

    @Transactional
    void release(UUID importId) {
        entities.createNativeQuery("delete from vm_name_reservations where import_id = ?")
                .setParameter(1, importId)
                .executeUpdate();
    }

    /** Releases what an engine that died while it checked a request has left. */
    @Transactional
    void releaseForgotten() {
        entities.createNativeQuery(
                        "delete from vm_name_reservations where import_id not in (select id from imports where ended_at is"
                                + " null)")
                .executeUpdate();
    }
}
