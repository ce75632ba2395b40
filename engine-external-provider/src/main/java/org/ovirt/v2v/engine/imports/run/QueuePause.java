package org.ovirt.v2v.engine.imports.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.Session;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;

/** Whether nothing begins at present because somebody has paused the queue, for all engines of the database. */
@ApplicationScoped
@Transactional
public class QueuePause {
    private final Session entities;
    private final AuditLog log;
    private final Clock clock;

    public QueuePause(Session entities, AuditLog log, Clock clock) {
        this.entities = entities;
        this.log = log;
        this.clock = clock;
    }

    /** Who has paused the queue, and when. */
    public record Paused(String by, Instant at) {}

    /** Empty if imports begin. */
    Optional<Paused> find() {
        return entities.createNativeQuery(
                        "select paused_by, paused_at from import_queue where paused_by is not null", Object[].class)
                .addScalar("paused_by", String.class)
                .addScalar("paused_at", Instant.class)
                .getResultStream()
                .findFirst()
                .map(row -> new Paused((String) row[0], (Instant) row[1]));
    }

    /** Does nothing if it is paused already. */
    public void pause(String user) {
        int paused = entities.createNativeMutationQuery(
                        "update import_queue set paused_by = ?, paused_at = ? where paused_by is null")
                .setParameter(1, user)
                .setParameter(2, clock.instant())
                .executeUpdate();
        if (paused > 0) {
            log.record(AuditEntry.of(AuditType.IMPORT_QUEUE_PAUSED).by(user));
        }
    }

    /** Does nothing if it is not paused. */
    void resume(String user) {
        int resumed = entities.createNativeMutationQuery(
                        "update import_queue set paused_by = null, paused_at = null where paused_by is not null")
                .executeUpdate();
        if (resumed > 0) {
            log.record(AuditEntry.of(AuditType.IMPORT_QUEUE_RESUMED).by(user));
        }
    }
}
