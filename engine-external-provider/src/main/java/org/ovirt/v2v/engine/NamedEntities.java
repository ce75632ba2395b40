package org.ovirt.v2v.engine;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The stored entities of one kind. The beans that implement this are transactional: every method joins the caller's
 * transaction or makes one of its own, and what the database refuses is thrown at once and not at the end.
 */
public interface NamedEntities<T extends NamedEntity> {
    /** The session to work with. */
    EntityManager entities();

    Class<T> type();

    /** What messages call the entities. */
    EntityKind kind();

    default Optional<T> find(UUID id) {
        return Optional.ofNullable(entities().find(type(), id));
    }

    /** As {@link #find}; throws {@link NoSuchEntityException} if there is none. */
    default T get(UUID id) {
        return find(id).orElseThrow(() -> new NoSuchEntityException(kind(), id));
    }

    default Optional<T> findByName(String name) {
        return entities()
                .createQuery("from " + type().getSimpleName() + " where name = :name", type())
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** The entity that a request refers to; refuses the request's field if there is none. */
    default T resolve(String field, EntityReference reference) {
        return reference.resolve(field, kind(), this::find, this::findByName);
    }

    /** All of them, by name. */
    default List<T> list() {
        return entities()
                .createQuery("from " + type().getSimpleName() + " order by name, id", type())
                .getResultList();
    }

    /** The name, if it is not that of another entity; throws {@link ConflictException} otherwise. */
    default String freeName(Optional<UUID> own, String name) {
        findByName(name).filter(other -> !Optional.of(other.id()).equals(own)).ifPresent(other -> {
            throw ConflictException.nameTaken(kind(), name);
        });
        return name;
    }

    default T add(T added) {
        entities().persist(added);
        entities().flush();
        return added;
    }

    /** Changes an entity; throws {@link ConflictException} if it is not as it is known any more. */
    default T update(T known, Consumer<T> change) {
        T found = unchanged(known);
        change.accept(found);
        entities().flush();
        return found;
    }

    /** Removes an entity; throws {@link ConflictException} if it is not as it is known any more. */
    default void remove(T known) {
        entities().remove(unchanged(known));
        entities().flush();
    }

    /** A change from here to the end of the transaction is noticed when the database is told. */
    private T unchanged(T known) {
        T found = get(known.id());
        if (found.version() != known.version()) {
            throw ConflictException.lostUpdate(kind(), found.name());
        }
        return found;
    }
}
