package org.ovirt.v2v.engine.security;

import java.util.UUID;
import org.ovirt.v2v.model.source.Secret;

/** What a request has shown, so that it can be looked at again while the answer lasts. */
public sealed interface Proof {
    /** The attribute of a user's identity that holds it. */
    String ATTRIBUTE = "v2v.proof";

    /** A token of this engine's. */
    record OfToken(String hash) implements Proof {
        @Override
        public String toString() {
            return "OfToken[]";
        }
    }

    /** A token of another service's. */
    record OfForeigner(ForeignUser user, IdentityService by, Secret token) implements Proof {}

    /** A password: it holds as long as it is not another. */
    record OfPassword(UUID user, String passwordHash) implements Proof {
        @Override
        public String toString() {
            return "OfPassword[user=" + user + "]";
        }
    }
}
