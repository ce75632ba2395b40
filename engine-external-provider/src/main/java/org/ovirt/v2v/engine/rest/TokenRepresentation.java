package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonRootName;
import java.time.Instant;
import org.ovirt.v2v.engine.security.Token;

/**
 * A log-in, never its token.
 *
 * @param address where it came from, or null
 * @param expires unless it is used before
 * @param current whether it is the one that this request has come with
 */
@JsonRootName("token")
public record TokenRepresentation(
        String id,
        String href,
        EntityLink user,
        String address,
        Instant created,
        Instant used,
        Instant expires,
        boolean current) {
    static TokenRepresentation of(Token token, Instant expires, boolean current) {
        return new TokenRepresentation(
                token.id().toString(),
                ApiPath.TOKENS + "/" + token.id(),
                EntityLink.of(ApiPath.USERS, token.user().id(), token.user().name()),
                token.address().orElse(null),
                token.createdAt(),
                token.usedAt(),
                expires,
                current);
    }
}
