package org.ovirt.v2v.engine;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

    /** As {@link #find}; until the caller's transaction has ended nobody else changes or removes it. */
    default Optional<T> keep(UUID id) {
        return entities()
                .createQuery("from " + type().getSimpleName() + " where id = :id", type())
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_READ)
                .getResultStream()
                .findFirst();
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
        return resolve(field, reference, any -> true);
    }

    /** As {@link #resolve}; one that is not meant to be seen is refused in the same words as one that is not there. */
    default T resolve(String field, EntityReference reference, Predicate<T> isVisible) {
        return reference.resolve(field, kind(), id -> find(id).filter(isVisible), name -> findByName(name)
                .filter(isVisible));
    }

    /** All of them, by name. */
    default List<T> list() {
        return entities()
                .createQuery("from " + type().getSimpleName() + " order by name, id", type())
                .getResultList();
    }

    /** As {@link #resolve}; empty if the request refers to none. */
    default Optional<T> given(String field, EntityReference reference) {
        return EntityReference.isGiven(reference) ? Optional.of(resolve(field, reference)) : Optional.empty();
    }

    /** Those of them that use something else, by kind and name. */
    default List<String> users(Predicate<T> uses) {
        return list().stream()
                .filter(uses)
                .map(user -> kind().words() + " " + user.name())
                .toList();
    }

    /** The text as a name of such an entity; refuses what none can have. */
    default String validName(String text) {
        return EntityText.name("name", text);
    }

    /** The name for another entity; throws {@link ConflictException} if one has it already. */
    default String newName(String text) {
        return freeName(validName(text), other -> true);
    }

    /** The name for this entity: a new one, or its own if nothing is given. */
    default String changedName(T known, String text) {
        return text == null
                ? known.name()
                : freeName(validName(text), other -> !other.id().equals(known.id()));
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

    private String freeName(String name, Predicate<T> isAnother) {
        findByName(name).filter(isAnother).ifPresent(other -> {
            throw ConflictException.nameTaken(kind(), name);
        });
        return name;
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
