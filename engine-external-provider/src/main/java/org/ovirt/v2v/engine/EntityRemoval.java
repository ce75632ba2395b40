package org.ovirt.v2v.engine;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Refuses to remove an entity while another one refers to it. */
@ApplicationScoped
public class EntityRemoval {
    private static final int NAMED_AT_MOST = 5;

    private final List<EntityUse> uses;

    public EntityRemoval(@All List<EntityUse> uses) {
        this.uses = uses;
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
        throw new ConflictException(
                "The " + kind.words() + " " + name + " is in use by " + named + more + ".", "Remove those first.");
    }
}
