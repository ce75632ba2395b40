package org.ovirt.v2v.engine.security;

import java.time.Instant;
import java.util.Set;
import org.ovirt.v2v.engine.access.Role;

/**
 * Whom another service vouches for.
 *
 * @param name with the profile of that service
 * @param roles that the service gives
 * @param until when it vouches for the user
 */
public record ForeignUser(String name, Set<Role> roles, Instant until) {
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}";

    public ForeignUser {
        roles = Set.copyOf(roles);
    }

    /** Whether a service's name of a user, without the profile, can be one here. */
    static boolean isName(String name) {
        return name.matches(NAME);
    }
}
