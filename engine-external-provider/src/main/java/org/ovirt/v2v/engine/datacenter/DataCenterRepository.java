package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NamedEntities;

/** The stored data centers. */
@ApplicationScoped
@Transactional
public class DataCenterRepository implements NamedEntities<DataCenter> {
    private final EntityManager entities;

    public DataCenterRepository(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public EntityManager entities() {
        return entities;
    }

    @Override
    public Class<DataCenter> type() {
        return DataCenter.class;
    }

    @Override
    public EntityKind kind() {
        return EntityKind.DATA_CENTER;
    }
}
