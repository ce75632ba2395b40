package org.ovirt.v2v.engine.imports.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.model.conversion.Failure;

/** Tells in events when a proxy host is lost, and when it is back, once for each, whichever engine it is that notices. */
@ApplicationScoped
public class HostPresence {
    /** An agent that is restarted is back sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Set<AuditType> TYPES = EnumSet.of(AuditType.VDS_FAILURE, AuditType.VDS_DETECTED);

    private final AuditLog log;
    private final Clock clock;

    /** When hosts that do not answer were first asked in vain. */
    private final ConcurrentMap<UUID, Instant> silentSince = new ConcurrentHashMap<>();

    /** What was told of a host already, so that the database need not be asked each time. */
    private final ConcurrentMap<UUID, AuditType> told = new ConcurrentHashMap<>();

    public HostPresence(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** A host was asked in vain. */
    void silent(NamedId host, Failure reason) {
        Instant since = silentSince.computeIfAbsent(host.id(), id -> clock.instant());
        if (!since.plus(PATIENCE).isAfter(clock.instant())) {
            tell(host, entry(AuditType.VDS_FAILURE, host).because(reason.message()));
        }
    }

    /** A host answers. That is an event only after it was lost. */
    void answers(NamedId host) {
        silentSince.remove(host.id());
        tell(host, entry(AuditType.VDS_DETECTED, host).with("HostStatus", "Up"));
    }

    private void tell(NamedId host, AuditEntry entry) {
        if (told.get(host.id()) != entry.type()) {
            log.recordHostChange(host.id(), entry, TYPES, entry.type() == AuditType.VDS_FAILURE);
            told.put(host.id(), entry.type());
        }
    }

    private static AuditEntry entry(AuditType type, NamedId host) {
        return AuditEntry.of(type).about(AuditSubject.HOST, host.id(), host.name());
    }
}
