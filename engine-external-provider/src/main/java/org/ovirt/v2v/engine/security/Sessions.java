package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.security.PasswordSignIn.SignedIn;
import org.ovirt.v2v.model.source.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of the pages, each of which is a token. */
@ApplicationScoped
public class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final PasswordSignIn signIn;
    private final TokenService tokens;
    private final IdentityServices services;
    private final AuditLog audit;

    public Sessions(PasswordSignIn signIn, TokenService tokens, IdentityServices services, AuditLog audit) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.services = services;
        this.audit = audit;
    }

    /**
     * Begins a session if the password is right; a session that the browser had before ends.
     *
     * @param address where the request comes from
     */
    public Optional<SignedIn> begin(String name, Secret password, String address, Optional<Secret> before) {
        Optional<SignedIn> begun = signIn.signIn(name, password, address);
        begun.ifPresent(session -> begin(session, address, before));
        return begun;
    }

    /** Begins a session of somebody who has signed in already. */
    void begin(SignedIn session, String address, Optional<Secret> before) {
        if (!SessionCookie.canHold(session.token())) {
            throw new ConflictException(
                    "The token of the user " + session.access().userName() + " does not fit into a cookie.",
                    "Have the service that knows the user put less into its tokens, such as fewer groups.");
        }
        before.ifPresent(token -> end(token, address));
        audit.record(entry(AuditType.USER_VDC_LOGIN, session.access().userName(), session.tokenId(), address));
    }

    /** When what somebody has shown ends unless it is used before; empty if a password has been shown. */
    public Optional<Instant> expiry(Proof proof) {
        if (proof instanceof Proof.OfToken token) {
            return tokens.findByHash(token.hash()).map(tokens::expiry);
        }
        if (proof instanceof Proof.OfForeigner foreigner) {
            return Optional.of(foreigner.user().until());
        }
        return Optional.empty();
    }

    /** Ends a session; one that has ended stays so. */
    public void end(Secret token, String address) {
        holder(token, address).ifPresent(name -> {
            tokens.revoke(token.value());
            audit.record(entry(AuditType.USER_VDC_LOGOUT, name, Token.idOf(token), address));
        });
    }

    private Optional<String> holder(Secret token, String address) {
        return tokens.find(token.value()).map(known -> known.user().name()).or(() -> foreigner(token, address));
    }

    private Optional<String> foreigner(Secret token, String address) {
        try {
            return services.verify(token, address).map(proof -> proof.user().name());
        } catch (IdentityServiceAwayException e) {
            LOG.debug("It cannot be said who signs out: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static AuditEntry entry(AuditType type, String name, UUID session, String address) {
        return AuditEntry.of(type).by(name).with("SourceIP", address).with("SessionID", session.toString());
    }
}
