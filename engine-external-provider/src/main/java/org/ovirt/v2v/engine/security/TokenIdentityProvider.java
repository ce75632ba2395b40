package org.ovirt.v2v.engine.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.ovirt.v2v.engine.audit.AuditEntry;
import org.ovirt.v2v.engine.audit.AuditLog;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.model.source.Secret;

/** Knows users by their tokens. */
@ApplicationScoped
public class TokenIdentityProvider implements IdentityProvider<TokenAuthenticationRequest> {
    private static final Duration REPEATED_AFTER = Duration.ofMinutes(1);
    private static final String UNKNOWN_USER = "(unknown)";

    private final TokenService tokens;
    private final PermissionService permissions;
    private final IdentityServices services;
    private final ForeignUsers foreigners;
    private final AuditLog audit;

    public TokenIdentityProvider(
            TokenService tokens,
            PermissionService permissions,
            IdentityServices services,
            ForeignUsers foreigners,
            AuditLog audit) {
        this.services = services;
        this.foreigners = foreigners;
        this.audit = audit;
        this.tokens = tokens;
        this.permissions = permissions;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        String address = request.getAttribute(HttpAuthentication.ADDRESS);
        String shown = request.getToken().getToken();
        return context.runBlocking(
                () -> own(shown).or(() -> foreign(shown, address)).orElseThrow(() -> refused(address)));
    }

    private Optional<SecurityIdentity> own(String shown) {
        return tokens.use(shown).map(token -> Identities.of(permissions.access(token.user()), token.proof()));
    }

    private Optional<SecurityIdentity> foreign(String shown, String address) {
        return services.verify(new Secret(shown), address)
                .map(proof -> Identities.of(foreigners.access(proof.user()), proof));
    }

    private AuthenticationFailedException refused(String address) {
        audit.recordRarely(
                AuditEntry.of(AuditType.USER_VDC_LOGIN_FAILED)
                        .by(UNKNOWN_USER)
                        .with("SourceIP", address)
                        .with("LoginErrMsg", ": the token is unknown or has ended"),
                REPEATED_AFTER);
        return new AuthenticationFailedException();
    }
}
