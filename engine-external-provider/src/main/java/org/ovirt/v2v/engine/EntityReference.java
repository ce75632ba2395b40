package org.ovirt.v2v.engine;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Names an entity in a request: by id, or by name if there is no id. Clients of oVirt's SDKs may give the whole entity that they
 * have got: if there is an id, what else it says is passed over.
 *
 * @param id null if not given
 * @param name null if not given
 */
@JsonDeserialize(using = EntityReferenceReader.class)
public record EntityReference(String id, String name) {
    /** Whether the request says anything at all. */
    public static boolean isGiven(EntityReference reference) {
        return reference != null && (reference.id != null || reference.name != null);
    }

    /** The entity that is meant; refuses the field if there is none. */
    public <T> T resolve(
            String field,
            EntityKind kind,
            Function<UUID, Optional<T>> findById,
            Function<String, Optional<T>> findByName) {
        if (id != null) {
            return parse(id)
                    .flatMap(findById)
                    .orElseThrow(() -> new InvalidFieldException(
                            field, "There is no " + kind.words() + " with the id " + id + "."));
        }
        return findByName
                .apply(name)
                .orElseThrow(() -> new InvalidFieldException(
                        field, "There is no " + kind.words() + " with the name " + name + "."));
    }

    /** Reads an id; empty if the text is none. */
    public static Optional<UUID> parse(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
