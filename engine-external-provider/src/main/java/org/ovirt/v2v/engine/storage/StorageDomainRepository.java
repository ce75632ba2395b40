package org.ovirt.v2v.engine.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NamedEntities;

/** The stored export domains. */
@ApplicationScoped
@Transactional
public class StorageDomainRepository implements NamedEntities<StorageDomain> {
    private final EntityManager entities;

    public StorageDomainRepository(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public EntityManager entities() {
        return entities;
    }

    @Override
    public Class<StorageDomain> type() {
        return StorageDomain.class;
    }

    @Override
    public EntityKind kind() {
        return EntityKind.STORAGE_DOMAIN;
    }

    @Override
    public String validName(String text) {
        return ExportDomainName.parse(text);
    }
}
