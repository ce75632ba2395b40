package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.engine.config.StartException;
import org.ovirt.v2v.model.source.Secret;

/** The services that know users beside this engine. */
@ApplicationScoped
public class IdentityServices {
    private final List<IdentityService> services;

    public IdentityServices(OidcTokens oidc, OvirtSso ovirt) {
        if (oidc.profile().isPresent() && oidc.profile().equals(ovirt.profile())) {
            throw new StartException(
                    "The settings v2v.oidc.profile and v2v.ovirt-sso.profile must differ: otherwise users of one"
                            + " service could be called like those of the other.");
        }
        this.services = List.of(oidc, ovirt);
    }

    /** The service whose users are called so. */
    public Optional<IdentityService> of(String userName) {
        return services.stream()
                .filter(service -> service.profile()
                        .filter(profile -> userName.endsWith("@" + profile))
                        .isPresent())
                .findFirst();
    }

    /**
     * What a token proves, if it is one of a service's. No service is asked about those of this engine, which may have ended.
     *
     * @param address where the token comes from
     */
    Optional<Proof.OfForeigner> verify(Secret token, String address) {
        if (TokenService.isShaped(token)) {
            return Optional.empty();
        }
        return services.stream()
                .filter(service -> service.profile().isPresent())
                .flatMap(service ->
                        service
                                .verify(token, address)
                                .map(user -> new Proof.OfForeigner(user, service, token))
                                .stream())
                .findFirst();
    }

    /**
     * Ends a token of a service's; one that is of none has ended already.
     *
     * @param address where the token comes from
     */
    public void end(Secret token, String address) {
        verify(token, address).ifPresent(proof -> proof.by().end(token));
    }
}
