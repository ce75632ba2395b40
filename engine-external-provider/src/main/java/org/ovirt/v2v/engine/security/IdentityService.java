package org.ovirt.v2v.engine.security;

import java.util.Optional;
import org.ovirt.v2v.model.source.Secret;

/** A service that knows users beside this engine, and has tokens for them. Where it cannot tell: {@link IdentityServiceAwayException}. */
public interface IdentityService {
    /** A token of the service for a password. */
    record Granted(Secret token, ForeignUser user) {}

    /** What the names of its users end with behind an @; empty if there is no such service. */
    Optional<String> profile();

    /**
     * The user of a token; empty if it is not one of the service's, is not for this engine, or has ended.
     *
     * @param address where it comes from
     */
    Optional<ForeignUser> verify(Secret token, String address);

    /** A token for a name, with the profile, and a password; empty if the service refuses it. */
    Optional<Granted> grant(String userName, Secret password);

    /** Whether a token that was verified still counts, as far as can be told at once. */
    boolean vouchesFor(ForeignUser user, Secret token);

    /** Ends a token that was verified, where the service can be asked to; that of another one counts until it ends by itself. */
    default void end(Secret token) {}

    /** A name as the service itself knows it. */
    default String withoutProfile(String userName) {
        return userName.substring(0, userName.length() - profile().orElseThrow().length() - 1);
    }
}
