package org.ovirt.v2v.engine.imports.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.imports.ImportSettings;
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

    /** Whoever was not asked here for longer may have answered another engine meanwhile. */
    private final Duration remembered;

    /** Two looks at a host without imports are as far apart as is set, and so much more for the look itself. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    /** Another engine may have told something else since. */
    private static final Duration TOLD = Duration.ofMinutes(1);

    /** Hosts that do not answer. */
    private final ConcurrentMap<UUID, Silence> silent = new ConcurrentHashMap<>();

    /** What was told of a host just now, so that the database need not be asked each time. */
    private final ConcurrentMap<UUID, Told> told = new ConcurrentHashMap<>();

    /** When a host was asked in vain, first and last. */
    private record Silence(Instant first, Instant last) {}

    private record Told(AuditType type, Instant at) {}

    @Inject
    public HostPresence(AuditLog log, Clock clock, ImportSettings settings) {
        this(log, clock, settings.sweepInterval());
    }

    HostPresence(AuditLog log, Clock clock, Duration sweepInterval) {
        this.log = log;
        this.clock = clock;
        this.remembered = sweepInterval.multipliedBy(2).plus(LONGEST_LOOK);
    }

    /** A host was asked in vain. */
    void silent(NamedId host, Failure reason) {
        Instant now = clock.instant();
        Silence silence = silent.compute(host.id(), (id, known) -> {
            boolean goesOn = known != null && Recency.isWithin(known.last(), remembered, now);
            return new Silence(goesOn ? known.first() : now, now);
        });
        if (!silence.first().plus(PATIENCE).isAfter(now)) {
            tell(host, entry(AuditType.VDS_FAILURE, host).because(reason.message()));
        }
    }

    /** A host answers. That is an event only after it was lost. */
    void answers(NamedId host) {
        silent.remove(host.id());
        tell(host, entry(AuditType.VDS_DETECTED, host).with("HostStatus", "Up"));
    }

    private void tell(NamedId host, AuditEntry entry) {
        Instant now = clock.instant();
        Told last = told.get(host.id());
        if (last == null || last.type() != entry.type() || !Recency.isWithin(last.at(), TOLD, now)) {
            log.recordHostChange(host.id(), entry, TYPES, entry.type() == AuditType.VDS_FAILURE);
            told.put(host.id(), new Told(entry.type(), now));
        }
    }

    private static AuditEntry entry(AuditType type, NamedId host) {
        return AuditEntry.of(type).about(AuditSubject.HOST, host.id(), host.name());
    }
}
