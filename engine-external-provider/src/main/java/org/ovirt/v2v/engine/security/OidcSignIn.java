package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.model.source.Secret;

/**
 * How the pages sign in a user who proves to the OpenID Connect provider itself who it is: the browser goes there, and comes back with
 * a code that only this engine and only for this browser can turn into a token (authorization code with PKCE, RFC 6749 and 7636).
 */
@ApplicationScoped
public class OidcSignIn {
    private static final String UNKNOWN_USER = "(unknown)";
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);

    private final OidcTokens provider;
    private final ForeignUsers foreigners;
    private final Sessions sessions;
    private final AuditLog audit;

    public OidcSignIn(OidcTokens provider, ForeignUsers foreigners, Sessions sessions, AuditLog audit) {
        this.provider = provider;
        this.foreigners = foreigners;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** What people call the provider: its host; empty if there is none. */
    public Optional<String> provider() {
        return provider.issuer().map(URI::getHost);
    }

    /** Where the browser has to go. */
    public URI address(OidcAttempt attempt, URI callback) {
        return provider.authorization(attempt, callback);
    }

    /**
     * Begins a session; empty if the provider does not take the code, or its token is not for this engine.
     *
     * @param address where the request comes from
     * @param before the session that the browser had
     */
    @ActivateRequestContext
    public Optional<Secret> begin(
            String code, OidcAttempt attempt, URI callback, String address, Optional<Secret> before) {
        Optional<IdentityService.Granted> granted = provider.exchange(code, attempt, callback);
        if (granted.isEmpty()) {
            // anybody can bring a code
            audit.recordRarely(
                    AuditEntry.of(AuditType.USER_VDC_LOGIN_FAILED)
                            .by(UNKNOWN_USER)
                            .with("SourceIP", address)
                            .with("LoginErrMsg", ": the provider does not take the code that the browser brought"),
                    REPEATED_AFTER);
        }
        return granted.map(given -> {
            sessions.begin(
                    new PasswordSignIn.SignedIn(given.token(), given.user().until(), foreigners.access(given.user())),
                    address,
                    before);
            return given.token();
        });
    }
}
