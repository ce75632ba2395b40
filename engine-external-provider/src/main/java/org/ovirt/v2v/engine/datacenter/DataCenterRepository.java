package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NamedEntities;

/** The stored data centers. */
@ApplicationScoped
@Transactional
public class DataCenterRepository implements NamedEntities<DataCenter> {
    private static final String DATA_CENTER = "data_center";

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

    /** Refuses a request that names another data center than the one that something belongs to. */
    public void requireSame(DataCenter known, EntityReference wanted, String refusal) {
        given(DATA_CENTER, wanted)
                .filter(given -> !given.id().equals(known.id()))
                .ifPresent(given -> {
                    throw new InvalidFieldException(DATA_CENTER, refusal);
                });
    }
}
