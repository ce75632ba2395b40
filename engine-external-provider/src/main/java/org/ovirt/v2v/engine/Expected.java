package org.ovirt.v2v.engine;

import java.util.Optional;
import java.util.Set;

/**
 * What somebody who wants to change an entity has read of it.
 *
 * @param versions the entity must have one of these; empty if any will do
 */
public record Expected(Optional<Set<Integer>> versions) {
    /** Says nothing: the change is made whatever is there. */
    public static final Expected ANYTHING = new Expected(Optional.empty());

    public Expected {
        versions = versions.map(Set::copyOf);
    }

    public static Expected anyOf(Set<Integer> versions) {
        return new Expected(Optional.of(versions));
    }

    /** Throws {@link OutdatedException} if the entity is another version by now. */
    public void require(EntityKind kind, NamedEntity entity) {
        versions.filter(known -> !known.contains(entity.version())).ifPresent(known -> {
            throw new OutdatedException(kind, entity);
        });
    }
}
