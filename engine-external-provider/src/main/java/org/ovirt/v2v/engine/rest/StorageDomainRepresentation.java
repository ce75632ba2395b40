package org.ovirt.v2v.engine.rest;

import org.ovirt.v2v.engine.storage.DomainStatus;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageLocation;
import org.ovirt.v2v.engine.storage.StorageType;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;

/**
 * An export domain, as oVirt writes it.
 *
 * @param available bytes that may still be written; null if the domain cannot be used
 * @param used bytes; null if the domain cannot be used
 * @param problem ours: why the domain cannot be used
 */
public record StorageDomainRepresentation(
        String id,
        String href,
        String name,
        String type,
        String status,
        Long available,
        Long used,
        EntityLink dataCenter,
        EntityLink host,
        Storage storage,
        Failure problem) {
    /** Where it lies. */
    public record Storage(StorageType type, String address, String path, String mountPath) {
        static Storage of(StorageLocation location) {
            return new Storage(
                    location.type(),
                    location.address().isEmpty() ? null : location.address(),
                    location.path(),
                    location.mountPath());
        }
    }

    static StorageDomainRepresentation of(StorageDomain domain, DomainStatus status) {
        EntityLink link = EntityLink.of(domain);
        return new StorageDomainRepresentation(
                link.id(),
                link.href(),
                link.name(),
                "export",
                status.info().isPresent() ? "active" : "inactive",
                status.info().map(ExportDomainInfo::free).orElse(null),
                status.info().map(info -> info.total() - info.free()).orElse(null),
                EntityLink.of(domain.dataCenter()),
                EntityLink.of(domain.host()),
                Storage.of(domain.location()),
                status.failure().orElse(null));
    }
}
