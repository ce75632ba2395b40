package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.ovirt.engine.sdk4.builders.HostStorageBuilder;
import org.ovirt.engine.sdk4.builders.StorageDomainBuilder;
import org.ovirt.engine.sdk4.types.StorageDomainStatus;
import org.ovirt.engine.sdk4.types.StorageDomainType;
import org.ovirt.engine.sdk4.types.StorageFormat;
import org.ovirt.engine.sdk4.types.StorageType;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.storage.DomainStatus;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageLocation;

/**
 * An export domain as oVirt's element, with members of our own: {@code mount_path} of its storage, where the proxy hosts have it
 * mounted, and {@code problem}, why it cannot be used.
 */
@Singleton
public class StorageDomainElement {
    private final ObjectMapper json;

    public StorageDomainElement(ObjectMapper json) {
        this.json = json;
    }

    Element of(StorageDomain domain, DomainStatus status) {
        StorageLocation location = domain.location();
        StorageDomainBuilder element = References.storageDomain(domain)
                .type(StorageDomainType.EXPORT)
                .status(status(domain, status))
                .master(false)
                .storageFormat(StorageFormat.V1)
                .host(References.host(domain.host()))
                .storage(new HostStorageBuilder()
                        .type(type(location))
                        .address(location.address().isEmpty() ? null : location.address())
                        .path(location.path()));
        if (domain.isAttached()) {
            element.dataCenter(References.dataCenter(domain.dataCenter()))
                    .dataCenters(References.dataCenter(domain.dataCenter()));
        }
        status.info().ifPresent(info -> element.available(info.free()).used(info.total() - info.free()));
        return OvirtType.STORAGE_DOMAIN
                .one(element.build())
                .withInside("storage", "mount_path", location.mountPath())
                .with("problem", json.valueToTree(status.failure().orElse(null)))
                .withLink("vms", ApiPath.STORAGE_DOMAINS + "/" + domain.id() + "/vms");
    }

    static StorageDomainStatus status(StorageDomain domain, DomainStatus status) {
        if (!domain.isAttached()) {
            return StorageDomainStatus.UNATTACHED;
        }
        return status.info().isPresent() ? StorageDomainStatus.ACTIVE : StorageDomainStatus.INACTIVE;
    }

    private static StorageType type(StorageLocation location) {
        return switch (location.type()) {
            case NFS -> StorageType.NFS;
            case LOCALFS -> StorageType.LOCALFS;
        };
    }
}
