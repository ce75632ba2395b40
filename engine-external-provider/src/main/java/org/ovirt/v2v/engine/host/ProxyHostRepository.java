package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored proxy hosts. */
@ApplicationScoped
@Transactional
public class ProxyHostRepository {
    private final EntityManager entities;

    public ProxyHostRepository(EntityManager entities) {
        this.entities = entities;
    }

    public Optional<ProxyHost> find(UUID id) {
        return Optional.ofNullable(entities.find(ProxyHost.class, id));
    }

    public Optional<ProxyHost> findByName(String name) {
        return entities.createQuery("from ProxyHost where name = :name", ProxyHost.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** All of them, by name. */
    public List<ProxyHost> list() {
        return entities.createQuery("from ProxyHost order by name, id", ProxyHost.class)
                .getResultList();
    }

    public void add(ProxyHost added) {
        entities.persist(added);
        entities.flush();
    }

    public void remove(ProxyHost removed) {
        entities.remove(removed);
        entities.flush();
    }
}
