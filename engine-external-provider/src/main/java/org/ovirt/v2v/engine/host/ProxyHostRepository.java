package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NamedEntities;

/** The stored proxy hosts. */
@ApplicationScoped
@Transactional
public class ProxyHostRepository implements NamedEntities<ProxyHost> {
    private final EntityManager entities;

    public ProxyHostRepository(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public EntityManager entities() {
        return entities;
    }

    @Override
    public Class<ProxyHost> type() {
        return ProxyHost.class;
    }

    @Override
    public EntityKind kind() {
        return EntityKind.PROXY_HOST;
    }
}
