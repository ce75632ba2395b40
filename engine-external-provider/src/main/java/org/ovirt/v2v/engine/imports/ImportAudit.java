package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.model.conversion.Failure;

/** Records events about imports. */
@ApplicationScoped
public class ImportAudit {
    private final AuditLog log;

    public ImportAudit(AuditLog log) {
        this.log = log;
    }

    public void record(AuditType type, Import subject) {
        record(type, subject, subject.origin().owner());
    }

    /** Records what somebody else than the owner may have done. */
    public void record(AuditType type, Import subject, String user) {
        log.record(entry(type, subject, user));
    }

    /** Records that something failed, and why. */
    void record(AuditType type, Import subject, Failure reason) {
        log.record(entry(type, subject, subject.origin().owner()).because(reason.message()));
    }

    /** Records what is in the way of the conversion now, or that nothing is any more; nothing if that is as it was before. */
    public void recordObstacle(Import subject, ImportProgress before) {
        ImportProgress now = subject.snapshot().progress();
        if (now.waitsLike(before)) {
            return;
        }
        if (now.obstacle() == null) {
            record(AuditType.IMPORT_GOES_ON, subject);
        } else {
            record(AuditType.IMPORT_OBSTRUCTED, subject, now.obstacle());
        }
    }

    private static AuditEntry entry(AuditType type, Import subject, String user) {
        ImportTarget target = subject.target();
        ImportOrigin origin = subject.origin();
        AuditEntry entry = AuditEntry.of(type)
                .about(AuditSubject.VM, subject.id(), subject.name())
                .about(
                        AuditSubject.CLUSTER,
                        target.cluster().id(),
                        target.cluster().name())
                .about(
                        AuditSubject.DATA_CENTER,
                        target.dataCenter().id(),
                        target.dataCenter().name())
                .about(
                        AuditSubject.STORAGE_DOMAIN,
                        target.storageDomain().id(),
                        target.storageDomain().name())
                .with("Attempt", Integer.toString(subject.attempt().number()))
                .by(user)
                .correlated(Optional.ofNullable(origin.correlationId()));
        return Optional.ofNullable(subject.host())
                .map(host -> entry.about(AuditSubject.HOST, host.id(), host.name()))
                .orElse(entry);
    }
}
