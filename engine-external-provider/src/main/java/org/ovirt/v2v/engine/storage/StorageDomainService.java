package org.ovirt.v2v.engine.storage;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.EntityUse;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.administration.EntityAdministration;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterRepository;
import org.ovirt.v2v.engine.host.HostExecutor;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.ExportedVmParams;

/** Registers export domains, tells how they are and forgets them; a domain's files are never removed. */
@ApplicationScoped
public class StorageDomainService implements EntityUse {
    private static final String EXPORT = "export";

    private final StorageDomainRepository domains;
    private final DataCenterRepository dataCenters;
    private final ProxyHostRepository hosts;
    private final ProxyHostSelection selection;
    private final ExportDomainRegistration registration;
    private final HostGateway gateway;
    private final EntityAdministration administration;
    private final CurrentAccess access;
    private final HostExecutor executor;

    public StorageDomainService(
            StorageDomainRepository domains,
            DataCenterRepository dataCenters,
            ProxyHostRepository hosts,
            ProxyHostSelection selection,
            ExportDomainRegistration registration,
            HostGateway gateway,
            EntityAdministration administration,
            HostExecutor executor,
            CurrentAccess access) {
        this.access = access;
        this.domains = domains;
        this.dataCenters = dataCenters;
        this.hosts = hosts;
        this.selection = selection;
        this.registration = registration;
        this.gateway = gateway;
        this.administration = administration;
        this.executor = executor;
    }

    public List<StorageDomain> list() {
        return access.visible(domains.list(), domain -> domain.dataCenter().id());
    }

    /** Whether it is registered. */
    public boolean isKnown(UUID id) {
        return domains.find(id).isPresent();
    }

    public StorageDomain get(UUID id) {
        return access.visible(EntityKind.STORAGE_DOMAIN, id, domains.get(id), domain -> domain.dataCenter()
                .id());
    }

    /**
     * Opens the domain, or creates it in an empty folder, and remembers it. Without a data center it is registered through the
     * proxy host that is named, and attached later.
     */
    public StorageDomain add(StorageDomainRequest request) {
        Mandatory mandatory = new Mandatory("StorageDomain")
                .field("name", request.name())
                .field("type", request.type())
                .field("storage", request.storage());
        if (!EntityReference.isGiven(request.host())) {
            mandatory.reference("data_center", request.dataCenter());
        }
        mandatory.requireForAdd();
        return administration.add(domains, request.name(), () -> openOrCreate(request));
    }

    /** Changes the name here, or the host that the domain is looked at through. */
    public StorageDomain update(UUID id, StorageDomainRequest request, Expected expected) {
        StorageDomain known = get(id);
        return administration.update(domains, known, expected, () -> {
            requireUnchanged(known, request);
            String name = domains.changedName(known, request.name());
            Optional<ProxyHost> wanted = hosts.given("host", request.host());
            ProxyHost host = wanted.isEmpty() ? known.host() : selection.select(known.dataCenter(), wanted);
            return found -> found.update(name, host);
        });
    }

    /** Forgets the domain; its files stay. */
    public void remove(UUID id, Expected expected) {
        administration.remove(domains, get(id), expected);
    }

    /** How the domain is now, with the space that is free. */
    public DomainStatus status(StorageDomain domain) {
        try {
            ExportDomainInfo info = registration.open(domain.host(), domain.location());
            if (!info.id().equals(domain.id())) {
                throw new FailureException(
                        FailureCode.DOMAIN_MISSING,
                        "At " + domain.location().mountPath() + " on "
                                + domain.host().name() + " lies another export domain: " + info.id() + ".");
            }
            return new DomainStatus(Optional.of(info), Optional.empty());
        } catch (FailureException e) {
            return new DomainStatus(Optional.empty(), Optional.of(e.failure()));
        }
    }

    /** How each of the domains is, all asked at the same time. */
    public Map<UUID, DomainStatus> statuses(Collection<StorageDomain> asked) {
        Map<UUID, CompletableFuture<DomainStatus>> answers = asked.stream()
                .collect(toMap(
                        StorageDomain::id, domain -> CompletableFuture.supplyAsync(() -> status(domain), executor)));
        return answers.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().join()));
    }

    /** The machines in the domain, read from their OVFs. */
    public List<ExportedVm> machines(UUID id) {
        StorageDomain domain = get(id);
        return gateway.exportedVms(
                domain.host().agent(), new ExportDomainParams(domain.location().mountPath(), null, null));
    }

    /** The OVF of one of them, as it lies there. */
    public String ovf(UUID id, UUID machine) {
        StorageDomain domain = get(id);
        return gateway.exportedVmOvf(
                domain.host().agent(), new ExportedVmParams(domain.location().mountPath(), machine));
    }

    /** What is wrong in it. */
    public ExportDomainCheck check(UUID id) {
        StorageDomain domain = get(id);
        return gateway.checkExportDomain(
                domain.host().agent(), new ExportDomainParams(domain.location().mountPath(), null, null));
    }

    /** One of them; empty if it is not there. */
    public Optional<ExportedVm> machine(UUID id, UUID machine) {
        return machines(id).stream().filter(each -> each.id().equals(machine)).findFirst();
    }

    @Override
    public List<String> usersOf(EntityKind kind, UUID id) {
        return domains.users(domain ->
                (kind == EntityKind.DATA_CENTER && domain.dataCenter().id().equals(id))
                        || (kind == EntityKind.PROXY_HOST && domain.host().id().equals(id)));
    }

    private void requireNew(ExportDomainInfo info) {
        domains.find(info.id()).ifPresent(known -> {
            throw new ConflictException(
                    "The export domain " + info.id() + " is registered already with the name " + known.name() + ".",
                    "Use that storage domain.");
        });
    }

    private void requireNotAttachedElsewhere(ExportDomainInfo info, DataCenter dataCenter) {
        if (info.poolId() == null || info.poolId().equals(dataCenter.id())) {
            return;
        }
        // a data center of an oVirt engine, which this engine does not know, is all right
        dataCenters.list().stream()
                .filter(other -> other.id().equals(info.poolId()))
                .findFirst()
                .ifPresent(other -> {
                    throw new InvalidFieldException(
                            "data_center",
                            "The export domain is attached to the data center " + other.name() + ", not to "
                                    + dataCenter.name() + ".");
                });
    }

    private void requireUnchanged(StorageDomain known, StorageDomainRequest request) {
        if (request.type() != null && !EXPORT.equals(request.type())) {
            throw new InvalidFieldException("type", "The type of an export domain cannot be changed.");
        }
        dataCenters.requireSame(
                known.dataCenter(),
                request.dataCenter(),
                "The export domain belongs to the data center "
                        + known.dataCenter().name() + ", which cannot be changed.");
        if (request.storage() != null) {
            StorageLocations.requireSame(known.location(), request.storage());
        }
    }

    private StorageDomain openOrCreate(StorageDomainRequest request) {
        if (!EXPORT.equals(request.type())) {
            throw new InvalidFieldException("type", "Only storage domains of the type export can be added.");
        }
        String name = domains.newName(request.name());
        StorageLocation location = StorageLocations.parse(request.storage());
        Optional<DataCenter> wanted = dataCenters.given("data_center", request.dataCenter());
        DataCenter dataCenter =
                wanted.orElseGet(() -> hosts.resolve("host", request.host()).dataCenter());
        ProxyHost host = selection.select(dataCenter, hosts.given("host", request.host()));
        ExportDomainInfo info = registration.openOrCreate(host, name, location);
        requireNew(info);
        requireNotAttachedElsewhere(info, dataCenter);
        StorageDomain domain = new StorageDomain(info.id(), name, dataCenter, host, location);
        wanted.ifPresent(domain::attach);
        return domain;
    }
}
