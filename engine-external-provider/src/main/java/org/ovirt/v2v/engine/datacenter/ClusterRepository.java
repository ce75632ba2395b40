package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored clusters. */
@ApplicationScoped
@Transactional
public class ClusterRepository {
    private final EntityManager entities;

    public ClusterRepository(EntityManager entities) {
        this.entities = entities;
    }

    public Optional<Cluster> find(UUID id) {
        return Optional.ofNullable(entities.find(Cluster.class, id));
    }

    public Optional<Cluster> findByName(String name) {
        return entities.createQuery("from Cluster where name = :name", Cluster.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** All of them, by name. */
    public List<Cluster> list() {
        return entities.createQuery("from Cluster order by name, id", Cluster.class)
                .getResultList();
    }

    public void add(Cluster added) {
        entities.persist(added);
        entities.flush();
    }

    public void remove(Cluster removed) {
        entities.remove(entities.getReference(Cluster.class, removed.id()));
        entities.flush();
    }
}
