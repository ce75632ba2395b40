package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NamedEntities;

/** The stored networks. */
@ApplicationScoped
@Transactional
public class NetworkRepository implements NamedEntities<Network> {
    private final EntityManager entities;

    public NetworkRepository(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public EntityManager entities() {
        return entities;
    }

    @Override
    public Class<Network> type() {
        return Network.class;
    }

    @Override
    public EntityKind kind() {
        return EntityKind.NETWORK;
    }

    /** Those of this name in a data center: one at most. */
    List<Network> named(DataCenter dataCenter, String name) {
        return entities.createQuery("from Network where dataCenter.id = :dataCenter and name = :name", Network.class)
                .setParameter("dataCenter", dataCenter.id())
                .setParameter("name", name)
                .getResultList();
    }
}
