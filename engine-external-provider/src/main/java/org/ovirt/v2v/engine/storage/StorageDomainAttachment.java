package org.ovirt.v2v.engine.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.administration.EntityAdministration;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterService;

/** Attaches export domains to data centers, so that machines can be imported into them, and detaches them again. */
@ApplicationScoped
public class StorageDomainAttachment {
    private final StorageDomainRepository domains;
    private final StorageDomainService service;
    private final DataCenterService dataCenters;
    private final EntityAdministration administration;
    private final EntityRemoval removal;

    public StorageDomainAttachment(
            StorageDomainRepository domains,
            StorageDomainService service,
            DataCenterService dataCenters,
            EntityAdministration administration,
            EntityRemoval removal) {
        this.domains = domains;
        this.service = service;
        this.dataCenters = dataCenters;
        this.administration = administration;
        this.removal = removal;
    }

    /** The export domains of a data center. */
    public List<StorageDomain> of(UUID dataCenter) {
        dataCenters.get(dataCenter);
        return service.list().stream()
                .filter(domain -> isIn(domain, dataCenter))
                .toList();
    }

    /** One of them. */
    public StorageDomain of(UUID dataCenter, UUID domain) {
        return of(dataCenter).stream()
                .filter(each -> each.id().equals(domain))
                .findFirst()
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.STORAGE_DOMAIN, domain));
    }

    /** Attaches a domain that is attached nowhere; one that is attached there already stays so. */
    public StorageDomain attach(UUID dataCenterId, EntityReference reference) {
        DataCenter dataCenter = dataCenters.get(dataCenterId);
        StorageDomain domain = domains.resolve("id", reference);
        if (isIn(domain, dataCenterId)) {
            return domain;
        }
        return administration.record(
                entry(AuditType.USER_ATTACH_STORAGE_DOMAIN_TO_POOL, domain, dataCenter),
                entry(AuditType.USER_ATTACH_STORAGE_DOMAIN_TO_POOL_FAILED, domain, dataCenter),
                () -> {
                    requireCanMove(domain, dataCenter);
                    return domains.update(domain, found -> found.attach(dataCenter));
                });
    }

    /** Detaches a domain that no import goes into; what lies in it stays. */
    public void detach(UUID dataCenter, UUID id, Expected expected) {
        StorageDomain domain = of(dataCenter, id);
        expected.require(EntityKind.STORAGE_DOMAIN, domain);
        administration.record(
                entry(AuditType.USER_DETACH_STORAGE_DOMAIN_FROM_POOL, domain, domain.dataCenter()),
                entry(AuditType.USER_DETACH_STORAGE_DOMAIN_FROM_POOL_FAILED, domain, domain.dataCenter()),
                () -> {
                    removal.refuseIfUsed(EntityKind.STORAGE_DOMAIN, domain.id(), domain.name());
                    StorageDomain detached = domains.update(domain, StorageDomain::detach);
                    // an import may have been stored until then
                    removal.refuseIfUsed(EntityKind.STORAGE_DOMAIN, domain.id(), domain.name());
                    return detached;
                });
    }

    /** It is looked at through its host, which must belong to the same data center. */
    private static void requireCanMove(StorageDomain domain, DataCenter dataCenter) {
        if (domain.isAttached()) {
            throw new ConflictException(
                    "The storage domain " + domain.name() + " is attached to the data center "
                            + domain.dataCenter().name() + ".",
                    "Detach it there first.");
        }
        if (!domain.host().dataCenter().id().equals(dataCenter.id())) {
            throw new ConflictException(
                    "The storage domain " + domain.name() + " was registered through the proxy host "
                            + domain.host().name() + ", which does not belong to the data center " + dataCenter.name()
                            + ".",
                    "Remove the storage domain and add it with a proxy host of that data center; its machines stay.");
        }
    }

    private static boolean isIn(StorageDomain domain, UUID dataCenter) {
        return domain.isAttached() && domain.dataCenter().id().equals(dataCenter);
    }

    private static AuditEntry entry(AuditType type, StorageDomain domain, DataCenter dataCenter) {
        return AuditEntry.of(type)
                .about(AuditSubject.STORAGE_DOMAIN, domain.id(), domain.name())
                .about(AuditSubject.DATA_CENTER, dataCenter.id(), dataCenter.name());
    }
}
