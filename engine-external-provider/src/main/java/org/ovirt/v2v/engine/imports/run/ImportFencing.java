package org.ovirt.v2v.engine.imports.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostMonitor;
import org.ovirt.v2v.engine.host.HostReadiness;
import org.ovirt.v2v.engine.host.HostStatus;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportRepository;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * Lets the imports of a proxy host go on elsewhere that an operator declares dead. Should it be alive after all, no machine is put
 * into an export domain twice, and the host is told to stop what it still does.
 */
@ApplicationScoped
public class ImportFencing {
    private final ProxyHostRepository hosts;
    private final HostMonitor monitor;
    private final HostReadiness readiness;
    private final ImportRepository imports;
    private final ImportChanges changes;
    private final ImportEnding ending;
    private final ImportScheduler scheduler;
    private final AuditLog log;

    public ImportFencing(
            ProxyHostRepository hosts,
            HostMonitor monitor,
            HostReadiness readiness,
            ImportRepository imports,
            ImportChanges changes,
            ImportEnding ending,
            ImportScheduler scheduler,
            AuditLog log) {
        this.hosts = hosts;
        this.monitor = monitor;
        this.readiness = readiness;
        this.imports = imports;
        this.changes = changes;
        this.ending = ending;
        this.scheduler = scheduler;
        this.log = log;
    }

    /** Somebody vouches that the host is off or has been restarted; refused while its agent answers. */
    public void fence(UUID hostId) {
        ProxyHost host = hosts.find(hostId).orElseThrow(() -> new NoSuchEntityException(EntityKind.PROXY_HOST, hostId));
        if (monitor.ask(host.name(), host.agent()).state() != HostStatus.State.NON_RESPONSIVE) {
            throw new ConflictException(
                    "The agent on the proxy host " + host.name() + " answers: the host is not dead.",
                    "Cancel imports that are to be stopped; those that the host has lost are tried again by themselves.");
        }
        readiness.forget(host.agent());
        log.record(AuditEntry.of(AuditType.HOST_FENCED).about(AuditSubject.HOST, host.id(), host.name()));
        Failure reason = Failure.of(
                FailureCode.HOST_UNREACHABLE, "The proxy host " + host.name() + " was fenced while it did not answer.");
        onHost(hostId).forEach(each -> changes.during(each, stored -> ending.fence(stored, reason)));
        scheduler.admitSoon();
    }

    private List<ImportSnapshot> onHost(UUID hostId) {
        return imports.inStates(ImportState.ON_HOST).stream()
                .map(Import::snapshot)
                .filter(each -> each.host().id().equals(hostId))
                .toList();
    }
}
