package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NamedEntities;

/** The stored clusters. */
@ApplicationScoped
@Transactional
public class ClusterRepository implements NamedEntities<Cluster> {
    private final EntityManager entities;

    public ClusterRepository(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public EntityManager entities() {
        return entities;
    }

    @Override
    public Class<Cluster> type() {
        return Cluster.class;
    }

    @Override
    public EntityKind kind() {
        return EntityKind.CLUSTER;
    }
}
