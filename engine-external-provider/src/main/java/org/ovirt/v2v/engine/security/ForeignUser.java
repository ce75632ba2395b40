package org.ovirt.v2v.engine.security;

import java.time.Instant;
import java.util.Set;

/**
 * Whom another service vouches for.
 *
 * @param name with the profile of that service
 * @param groups as the service names them
 * @param until when it vouches for the user
 */
public record ForeignUser(String name, Set<String> groups, Instant until) {
    public ForeignUser {
        groups = Set.copyOf(groups);
    }
}
