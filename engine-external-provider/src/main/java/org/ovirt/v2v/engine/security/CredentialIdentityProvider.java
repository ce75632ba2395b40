package org.ovirt.v2v.engine.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.ovirt.v2v.model.source.Secret;

/** Knows users by name and password. */
@ApplicationScoped
public class CredentialIdentityProvider implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private final LoginService logins;
    private final PermissionService permissions;

    public CredentialIdentityProvider(LoginService logins, PermissionService permissions) {
        this.logins = logins;
        this.permissions = permissions;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        Secret password = new Secret(new String(request.getPassword().getPassword()));
        String address = request.getAttribute(HttpAuthentication.ADDRESS);
        return context.runBlocking(() -> logins.login(request.getUsername(), password, address)
                .map(user ->
                        Identities.of(permissions.access(user), new Proof.OfPassword(user.id(), user.passwordHash())))
                .orElseThrow(AuthenticationFailedException::new));
    }
}
