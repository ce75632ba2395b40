package org.ovirt.v2v.engine.security;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the one may do who has sent the present request; what the engine does by itself it may do. */
@ApplicationScoped
public class CurrentAccess {
    private static final Access OF_NOBODY = new Access(new UUID(0, 0), "(nobody)", List.of());

    private final SecurityIdentity identity;

    public CurrentAccess(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Access get() {
        if (!Arc.container().requestContext().isActive()) {
            return Access.OF_THE_ENGINE;
        }
        return Optional.<Access>ofNullable(identity.getAttribute(Access.ATTRIBUTE))
                .orElse(OF_NOBODY);
    }
}
