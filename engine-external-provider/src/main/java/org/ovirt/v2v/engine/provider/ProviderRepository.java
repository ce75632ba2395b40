package org.ovirt.v2v.engine.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The stored providers. */
@ApplicationScoped
@Transactional
public class ProviderRepository {
    private final EntityManager entities;

    public ProviderRepository(EntityManager entities) {
        this.entities = entities;
    }

    public Optional<Provider> find(UUID id) {
        return Optional.ofNullable(entities.find(Provider.class, id));
    }

    public Optional<Provider> findByName(String name) {
        return entities.createQuery("from Provider where name = :name", Provider.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** All of them, by name. */
    public List<Provider> list() {
        return entities.createQuery("from Provider order by name, id", Provider.class)
                .getResultList();
    }

    public void add(Provider added) {
        entities.persist(added);
        entities.flush();
    }

    /** Changes the one with the id, which must be there. */
    public Provider update(UUID id, Consumer<Provider> change) {
        Provider found = find(id).orElseThrow();
        change.accept(found);
        entities.flush();
        return found;
    }

    public void remove(Provider removed) {
        entities.remove(entities.getReference(Provider.class, removed.id()));
        entities.flush();
    }
}
