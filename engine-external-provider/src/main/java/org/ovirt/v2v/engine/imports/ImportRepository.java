package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored imports. */
@ApplicationScoped
@Transactional
public class ImportRepository {
    private final EntityManager entities;

    public ImportRepository(EntityManager entities) {
        this.entities = entities;
    }

    public void add(Import added) {
        entities.persist(added);
        entities.flush();
    }

    public Optional<Import> find(UUID id) {
        return Optional.ofNullable(entities.find(Import.class, id));
    }

    /** Keeps everybody else from changing it until the caller's transaction has ended. */
    Optional<Import> lock(UUID id) {
        return Optional.ofNullable(entities.find(Import.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Those in one of these states, oldest first. */
    public List<Import> inStates(Collection<ImportState> states) {
        return entities.createQuery("from Import where state in :states order by times.createdAt, id", Import.class)
                .setParameter("states", states)
                .getResultList();
    }

    /** Those that have ended while their proxy host has still to be told to stop. */
    public List<Import> owingAbort() {
        return entities.createQuery("from Import where abortOwed = true order by times.endedAt, id", Import.class)
                .getResultList();
    }

    /** Newest first. */
    public List<Import> page(Collection<ImportState> states, int first, int max) {
        return entities.createQuery(
                        "from Import where state in :states order by times.createdAt desc, id", Import.class)
                .setParameter("states", states)
                .setFirstResult(first)
                .setMaxResults(max)
                .getResultList();
    }

    public long count(Collection<ImportState> states) {
        return entities.createQuery("select count(i) from Import i where i.state in :states", Long.class)
                .setParameter("states", states)
                .getSingleResult();
    }
}
