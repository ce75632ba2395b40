package org.ovirt.v2v.engine;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Refuses to remove an entity while another one refers to it. */
@ApplicationScoped
public class EntityRemoval {
    private static final int NAMED_AT_MOST = 5;
    private static final String REMEDY =
            "Remove those first, or let them use another one. Imports can be cancelled or waited for; ended ones keep nothing.";

    private final List<EntityUse> uses;

    public EntityRemoval(@All List<EntityUse> uses) {
        this.uses = uses;
    }

    /**
     * Removes an entity; throws {@link ConflictException}, naming the users, if there are any, be it that they came while it was
     * being removed.
     */
    public void remove(EntityKind kind, NamedEntity entity, Runnable removal) {
        refuseIfUsed(kind, entity.id(), entity.name());
        try {
            removal.run();
        } catch (ConstraintViolationException e) {
            refuseIfUsed(kind, entity.id(), entity.name());
            throw e;
        }
    }

    /** Throws {@link ConflictException}, naming the users, if there are any. */
    public void refuseIfUsed(EntityKind kind, UUID id, String name) {
        List<String> users =
                uses.stream().flatMap(use -> use.usersOf(kind, id).stream()).toList();
        if (users.isEmpty()) {
            return;
        }
        String named = String.join(", ", users.subList(0, Math.min(users.size(), NAMED_AT_MOST)));
        String more = users.size() > NAMED_AT_MOST ? " and " + (users.size() - NAMED_AT_MOST) + " more" : "";
        throw new ConflictException("The " + kind.words() + " " + name + " is in use by " + named + more + ".", REMEDY);
    }
}
