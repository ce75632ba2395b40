package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.Page;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.engine.host.ProxyHostService;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.ExternalVm;

/** Looks at the machines of a provider through a proxy host. */
@ApplicationScoped
public class MachineService {
    private static final Duration REPEATED_AFTER = Duration.ofHours(1);
    private static final int NAMED_AT_MOST = 20;

    private final ProviderService providers;
    private final ProviderSources sources;
    private final ProxyHostService hosts;
    private final ProxyHostSelection selection;
    private final HostGateway gateway;
    private final AuditLog audit;

    public MachineService(
            ProviderService providers,
            ProviderSources sources,
            ProxyHostService hosts,
            ProxyHostSelection selection,
            HostGateway gateway,
            AuditLog audit) {
        this.providers = providers;
        this.sources = sources;
        this.hosts = hosts;
        this.selection = selection;
        this.gateway = gateway;
        this.audit = audit;
    }

    /** The machines that the query wants. */
    public Page<ExternalVm> list(UUID provider, MachineQuery query) {
        Provider found = providers.get(provider);
        List<ExternalVm> machines = read(found, Optional.empty(), Optional.empty());
        recordRunning(found, machines);
        return MachineList.select(machines, query);
    }

    /** One machine by its id: MoRef or UUID. */
    public ExternalVm get(UUID provider, String machine) {
        try {
            return read(providers.get(provider), Optional.of(List.of(machine)), Optional.empty()).stream()
                    .filter(found -> ExternalVmId.of(found).equals(machine))
                    .findFirst()
                    .orElseThrow(() -> new NoSuchEntityException(EntityKind.EXTERNAL_VM, machine));
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.VM_NOT_FOUND) {
                throw new NoSuchEntityException(EntityKind.EXTERNAL_VM, machine);
            }
            throw e;
        }
    }

    /** Logs in to the source and lists its machines; throws {@link FailureException} if that does not work. */
    public void testConnectivity(UUID id, EntityReference host) {
        Provider provider = providers.get(id);
        Optional<ProxyHost> wanted =
                EntityReference.isGiven(host) ? Optional.of(hosts.resolve("host", host)) : Optional.empty();
        read(provider, Optional.empty(), wanted);
    }

    private List<ExternalVm> read(Provider provider, Optional<List<String>> machines, Optional<ProxyHost> wanted) {
        ProxyHost host = select(provider, wanted.or(provider::proxyHost));
        try {
            return gateway.externalVms(host.agent(), sources.source(provider, machines));
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.VM_NOT_FOUND) {
                record(AuditEntry.of(AuditType.IMPORTEXPORT_GET_EXTERNAL_VMS_INFO_FAILED)
                        .about(AuditSubject.PROVIDER, provider.id(), provider.name())
                        .with("URL", provider.uri().toString()));
            }
            throw e;
        }
    }

    private ProxyHost select(Provider provider, Optional<ProxyHost> wanted) {
        try {
            return selection.select(provider.dataCenter(), wanted);
        } catch (FailureException e) {
            record(wanted.map(host -> AuditEntry.of(AuditType.IMPORTEXPORT_HOST_CANNOT_SERVE_AS_PROXY)
                            .about(AuditSubject.HOST, host.id(), host.name()))
                    .orElseGet(() -> AuditEntry.of(AuditType.IMPORTEXPORT_NO_PROXY_HOST_AVAILABLE_IN_DC)
                            .about(
                                    AuditSubject.DATA_CENTER,
                                    provider.dataCenter().id(),
                                    provider.dataCenter().name())));
            throw e;
        }
    }

    private void recordRunning(Provider provider, List<ExternalVm> machines) {
        List<String> running = machines.stream()
                .filter(machine -> !ExternalVm.DOWN.equals(machine.status()))
                .map(ExternalVm::vmName)
                .sorted()
                .toList();
        if (running.isEmpty()) {
            return;
        }
        String named = String.join(", ", running.subList(0, Math.min(running.size(), NAMED_AT_MOST)));
        String more = running.size() > NAMED_AT_MOST ? " and " + (running.size() - NAMED_AT_MOST) + " more" : "";
        record(AuditEntry.of(AuditType.IMPORTEXPORT_GET_EXTERNAL_VMS_NOT_IN_DOWN_STATUS)
                .about(AuditSubject.PROVIDER, provider.id(), provider.name())
                .with("URL", provider.uri().toString())
                .with("Vms", named + more));
    }

    /** Pages ask for the list again and again. */
    private void record(AuditEntry entry) {
        audit.recordRarely(entry, REPEATED_AFTER);
    }
}
