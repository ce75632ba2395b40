package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.ForeignText;

/** The stored users. */
@ApplicationScoped
@Transactional
public class UserRepository {
    private final EntityManager entities;

    public UserRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** Writes what has changed now, and not at the end of the transaction. */
    void flush() {
        entities.flush();
    }

    public Optional<User> find(UUID id) {
        return Optional.ofNullable(entities.find(User.class, id));
    }

    public Optional<User> findByName(String name) {
        // who signs in gives a name of any characters
        if (!ForeignText.isKept(name)) {
            return Optional.empty();
        }
        return entities.createQuery("from User where name = :name", User.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** All of them, by name. */
    public List<User> list() {
        return entities.createQuery("from User order by name", User.class).getResultList();
    }

    /** Those of them with these ids. */
    List<User> list(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery("from User where id in :ids", User.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** Whether there is a user whose name differs by large and small letters at most. */
    boolean isNamed(String name) {
        return entities.createQuery("select count(*) from User where lower(name) = lower(:name)", Long.class)
                        .setParameter("name", name)
                        .getSingleResult()
                > 0;
    }

    void remove(User removed) {
        entities.remove(removed);
    }

    void add(User added) {
        entities.persist(added);
    }
}
