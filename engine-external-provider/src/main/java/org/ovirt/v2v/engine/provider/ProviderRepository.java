package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NamedEntities;

/** The stored providers. */
@ApplicationScoped
@Transactional
public class ProviderRepository implements NamedEntities<Provider> {
    private final EntityManager entities;

    public ProviderRepository(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public EntityManager entities() {
        return entities;
    }

    @Override
    public Class<Provider> type() {
        return Provider.class;
    }

    @Override
    public EntityKind kind() {
        return EntityKind.PROVIDER;
    }
}
