package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored data centers. */
@ApplicationScoped
@Transactional
public class DataCenterRepository {
    private final EntityManager entities;

    public DataCenterRepository(EntityManager entities) {
        this.entities = entities;
    }

    public Optional<DataCenter> find(UUID id) {
        return Optional.ofNullable(entities.find(DataCenter.class, id));
    }

    public Optional<DataCenter> findByName(String name) {
        return entities.createQuery("from DataCenter where name = :name", DataCenter.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** All of them, by name. */
    public List<DataCenter> list() {
        return entities.createQuery("from DataCenter order by name, id", DataCenter.class)
                .getResultList();
    }

    public void add(DataCenter added) {
        entities.persist(added);
        entities.flush();
    }

    public void remove(DataCenter removed) {
        entities.remove(entities.getReference(DataCenter.class, removed.id()));
        entities.flush();
    }
}
