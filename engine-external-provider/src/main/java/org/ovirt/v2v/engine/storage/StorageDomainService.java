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
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.EntityUse;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.audit.Administration;
import org.ovirt.v2v.engine.audit.AdministrationLog;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterService;
import org.ovirt.v2v.engine.host.HostExecutor;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostSelection;
import org.ovirt.v2v.engine.host.ProxyHostService;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportDomainParams;

/** Registers export domains, tells how they are and forgets them; a domain's files are never removed. */
@ApplicationScoped
public class StorageDomainService implements EntityUse {
    private static final EntityKind KIND = EntityKind.STORAGE_DOMAIN;

    private final StorageDomainRepository domains;
    private final DataCenterService dataCenters;
    private final ProxyHostService hosts;
    private final ProxyHostSelection selection;
    private final ExportDomainRegistration registration;
    private final HostGateway gateway;
    private final EntityRemoval removal;
    private final AdministrationLog log;
    private final HostExecutor executor;

    public StorageDomainService(
            StorageDomainRepository domains,
            DataCenterService dataCenters,
            ProxyHostService hosts,
            ProxyHostSelection selection,
            ExportDomainRegistration registration,
            HostGateway gateway,
            EntityRemoval removal,
            AdministrationLog log,
            HostExecutor executor) {
        this.domains = domains;
        this.dataCenters = dataCenters;
        this.hosts = hosts;
        this.selection = selection;
        this.registration = registration;
        this.gateway = gateway;
        this.removal = removal;
        this.log = log;
        this.executor = executor;
    }

    public List<StorageDomain> list() {
        return domains.list();
    }

    public StorageDomain get(UUID id) {
        return domains.get(id);
    }

    /** The export domain that a request refers to. */
    public StorageDomain resolve(String field, EntityReference reference) {
        return domains.resolve(field, reference);
    }

    /** Opens the domain, or creates it in an empty folder, and remembers it. */
    public StorageDomain add(StorageDomainRequest request) {
        new Mandatory("StorageDomain")
                .field("name", request.name())
                .field("type", request.type())
                .field("storage", request.storage())
                .reference("data_center", request.dataCenter())
                .requireForAdd();
        return log.attempt(Administration.ADD_STORAGE_DOMAIN, request.name(), () -> {
            StorageDomain added = openOrCreate(request);
            return log.change(Administration.ADD_STORAGE_DOMAIN, () -> domains.add(added));
        });
    }

    /** Changes the name here, or the host that the domain is looked at through. */
    public StorageDomain update(UUID id, StorageDomainRequest request, Expected expected) {
        StorageDomain domain = get(id);
        return log.attempt(Administration.UPDATE_STORAGE_DOMAIN, domain, () -> {
            expected.require(KIND, domain);
            String name = request.name() == null ? domain.name() : freeName(Optional.of(id), request.name());
            Optional<ProxyHost> wanted = wantedHost(request);
            ProxyHost host = wanted.isEmpty() ? domain.host() : selection.select(domain.dataCenter(), wanted);
            return log.change(
                    Administration.UPDATE_STORAGE_DOMAIN,
                    () -> domains.update(domain, found -> found.update(name, host)));
        });
    }

    /** Forgets the domain; its files stay. */
    public void remove(UUID id, Expected expected) {
        StorageDomain domain = get(id);
        log.attempt(Administration.REMOVE_STORAGE_DOMAIN, domain, () -> {
            expected.require(KIND, domain);
            removal.remove(
                    KIND,
                    domain,
                    () -> log.removal(Administration.REMOVE_STORAGE_DOMAIN, domain, () -> domains.remove(domain)));
            return domain;
        });
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

    @Override
    public List<String> usersOf(EntityKind kind, UUID id) {
        return list().stream()
                .filter(domain -> (kind == EntityKind.DATA_CENTER
                                && domain.dataCenter().id().equals(id))
                        || (kind == EntityKind.PROXY_HOST && domain.host().id().equals(id)))
                .map(domain -> KIND.words() + " " + domain.name())
                .toList();
    }

    private Optional<ProxyHost> wantedHost(StorageDomainRequest request) {
        return EntityReference.isGiven(request.host())
                ? Optional.of(hosts.resolve("host", request.host()))
                : Optional.empty();
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

    private StorageDomain openOrCreate(StorageDomainRequest request) {
        if (!"export".equals(request.type())) {
            throw new InvalidFieldException("type", "Only storage domains of the type export can be added.");
        }
        String name = freeName(Optional.empty(), request.name());
        StorageLocation location = StorageLocations.parse(request.storage());
        DataCenter dataCenter = dataCenters.resolve("data_center", request.dataCenter());
        ProxyHost host = selection.select(dataCenter, wantedHost(request));
        ExportDomainInfo info = registration.openOrCreate(host, name, location);
        requireNew(info);
        requireNotAttachedElsewhere(info, dataCenter);
        return new StorageDomain(info.id(), name, dataCenter, host, location);
    }

    private String freeName(Optional<UUID> own, String text) {
        return domains.freeName(own, ExportDomainName.parse(text));
    }
}
