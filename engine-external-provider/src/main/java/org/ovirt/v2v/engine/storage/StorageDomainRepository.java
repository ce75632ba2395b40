package org.ovirt.v2v.engine.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The stored export domains. */
@ApplicationScoped
@Transactional
public class StorageDomainRepository {
    private final EntityManager entities;

    public StorageDomainRepository(EntityManager entities) {
        this.entities = entities;
    }

    public Optional<StorageDomain> find(UUID id) {
        return Optional.ofNullable(entities.find(StorageDomain.class, id));
    }

    public Optional<StorageDomain> findByName(String name) {
        return entities.createQuery("from StorageDomain where name = :name", StorageDomain.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** All of them, by name. */
    public List<StorageDomain> list() {
        return entities.createQuery("from StorageDomain order by name, id", StorageDomain.class)
                .getResultList();
    }

    public void add(StorageDomain added) {
        entities.persist(added);
        entities.flush();
    }

    /** Changes the one with the id, which must be there. */
    public StorageDomain update(UUID id, Consumer<StorageDomain> change) {
        StorageDomain found = find(id).orElseThrow();
        change.accept(found);
        entities.flush();
        return found;
    }

    public void remove(StorageDomain removed) {
        entities.remove(entities.getReference(StorageDomain.class, removed.id()));
        entities.flush();
    }
}
