package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

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

    /** Changes the one with the id, which must be there. */
    public ProxyHost update(UUID id, Consumer<ProxyHost> change) {
        ProxyHost found = find(id).orElseThrow();
        change.accept(found);
        entities.flush();
        return found;
    }

    public void remove(ProxyHost removed) {
        entities.remove(entities.getReference(ProxyHost.class, removed.id()));
        entities.flush();
    }
}
