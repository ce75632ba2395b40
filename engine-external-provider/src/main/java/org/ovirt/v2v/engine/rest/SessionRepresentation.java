package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.access.Access;

/**
 * Somebody who is signed in. Numbers are those of JSON here, as in other answers of the sign-in.
 *
 * @param expiresIn in how many seconds the session ends unless it is used before; null if it is none, but a password
 */
public record SessionRepresentation(
        SessionUser user, @JsonRawValue Long expiresIn, List<SessionPermission> permissions) {
    /** Who it is. */
    public record SessionUser(String id, String userName) {}

    /**
     * A role of the user.
     *
     * @param role by name
     * @param dataCenter where; null if everywhere
     */
    public record SessionPermission(String role, SessionPlace dataCenter) {}

    /** A data center. */
    public record SessionPlace(String id) {
        static SessionPlace of(UUID id) {
            return new SessionPlace(id.toString());
        }
    }

    static SessionRepresentation of(Access access, Optional<Instant> expiry, Instant now) {
        return new SessionRepresentation(
                new SessionUser(access.userId().toString(), access.userName()),
                expiry.map(end -> Math.max(0, Duration.between(now, end).toSeconds()))
                        .orElse(null),
                access.grants().stream()
                        .map(grant -> new SessionPermission(
                                grant.role().title(),
                                grant.dataCenter().map(SessionPlace::of).orElse(null)))
                        .toList());
    }
}
