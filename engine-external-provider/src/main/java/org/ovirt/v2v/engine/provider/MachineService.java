package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.source.ExternalVm;

/** Looks at the machines of a provider through a proxy host. */
@ApplicationScoped
public class MachineService {
    private static final Duration REPEATED_AFTER = Duration.ofHours(1);
    private static final int NAMED_AT_MOST = 20;

    private final ProviderRepository providers;
    private final ProviderSources sources;
    private final ProxyHostRepository hosts;
    private final ProxyHostSelection selection;
    private final HostGateway gateway;
    private final AuditLog audit;
    private final InventoryKeeper inventories;

    public MachineService(
            ProviderRepository providers,
            ProviderSources sources,
            ProxyHostRepository hosts,
            ProxyHostSelection selection,
            HostGateway gateway,
            AuditLog audit,
            InventoryKeeper inventories) {
        this.providers = providers;
        this.sources = sources;
        this.hosts = hosts;
        this.selection = selection;
        this.gateway = gateway;
        this.audit = audit;
        this.inventories = inventories;
    }

    /**
     * The machines that the query wants, of a list that is kept.
     *
     * @param anew whether the source is asked even if a list is kept
     */
    public MachinePage list(UUID provider, MachineQuery query, boolean anew) {
        Provider found = providers.get(provider);
        Inventory inventory = inventories.get(found, anew, () -> readAll(found));
        return new MachinePage(MachineList.select(inventory.machines(), query), inventory.asOf());
    }

    /** Those of that name, as they are now: one may have been renamed since a list was made, and another have got its name. */
    public List<ExternalVm> named(UUID provider, String name) {
        Provider found = providers.get(provider);
        List<ExternalVm> called = called(found, name);
        // an agent takes a text that is a machine's id for nothing else, though it may be the name of another
        boolean isId = called.stream().anyMatch(machine -> !machine.vmName().equals(name));
        return (isId ? read(found, Optional.empty()) : called)
                .stream().filter(machine -> machine.vmName().equals(name)).toList();
    }

    /** Those that an agent finds by this id or name. */
    private List<ExternalVm> called(Provider provider, String text) {
        try {
            return read(provider, Optional.of(List.of(text)));
        } catch (FailureException e) {
            if (e.failure().code() == FailureCode.VM_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    private List<ExternalVm> readAll(Provider provider) {
        List<ExternalVm> machines = read(provider, Optional.empty());
        recordRunning(provider, machines);
        return machines;
    }

    /** One machine by its id, MoRef or UUID, as it is now. */
    public ExternalVm get(UUID provider, String machine) {
        return called(providers.get(provider), machine).stream()
                .filter(found -> ExternalVmId.of(found).equals(machine))
                .findFirst()
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.EXTERNAL_VM, machine));
    }

    /**
     * What a source is, as a proxy host sees it.
     *
     * @param host the one that was asked
     */
    public record Reached(ProxyHost host, SourceDescription source) {}

    /** Logs in to the source; throws {@link FailureException} if that does not work. */
    public Reached testConnectivity(UUID id, EntityReference host) {
        Provider provider = providers.get(id);
        return ask(
                provider,
                hosts.given("host", host),
                asked -> new Reached(asked, gateway.describeSource(asked.agent(), sources.source(provider))));
    }

    private List<ExternalVm> read(Provider provider, Optional<List<String>> machines) {
        return ask(
                provider,
                Optional.empty(),
                asked -> gateway.externalVms(asked.agent(), sources.source(provider, machines)));
    }

    private <T> T ask(Provider provider, Optional<ProxyHost> wanted, Function<ProxyHost, T> question) {
        ProxyHost host = select(provider, wanted.or(provider::proxyHost));
        try {
            return question.apply(host);
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
