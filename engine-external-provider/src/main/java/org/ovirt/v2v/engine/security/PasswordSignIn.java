package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.model.source.Secret;

/** Gives tokens for names and passwords, whichever service knows them. */
@ApplicationScoped
public class PasswordSignIn {
    private final LoginService logins;
    private final ForeignLogin foreign;
    private final TokenService tokens;
    private final PermissionService permissions;
    private final ForeignUsers foreigners;

    public PasswordSignIn(
            LoginService logins,
            ForeignLogin foreign,
            TokenService tokens,
            PermissionService permissions,
            ForeignUsers foreigners) {
        this.logins = logins;
        this.foreign = foreign;
        this.tokens = tokens;
        this.permissions = permissions;
        this.foreigners = foreigners;
    }

    /**
     * Somebody who has signed in.
     *
     * @param token this engine's or, for a user of another service, that service's own
     * @param expiry when it ends unless it is used before
     */
    public record SignedIn(Secret token, Instant expiry, Access access) {
        /** What the token is called where it must not be known. */
        public UUID tokenId() {
            return Token.idOf(token);
        }
    }

    /**
     * A token, if the password is right and not too many wrong ones have come from the address; throws
     * {@link IdentityServiceAwayException} if nobody can say whether it is.
     *
     * @param address where the request comes from
     */
    public Optional<SignedIn> signIn(String name, Secret password, String address) {
        if (foreign.isFor(name)) {
            return foreign.login(name, password, address)
                    .map(granted ->
                            new SignedIn(granted.token(), granted.user().until(), foreigners.access(granted.user())));
        }
        return logins.login(name, password, address).flatMap(user -> tokens.issue(user, address)
                .map(issued -> new SignedIn(issued.token(), issued.expiry(), permissions.access(user))));
    }
}
