package org.ovirt.v2v.engine.security;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ovirt.v2v.engine.access.Role;
import org.ovirt.v2v.engine.config.OidcSettings;
import org.ovirt.v2v.model.source.Secret;

/**
 * The settings of an OpenID Connect provider, checked.
 *
 * @param roles by group
 */
record OidcConfiguration(
        URI issuer, String clientId, Optional<Secret> clientSecret, String profile, Map<String, Role> roles) {
    private static final ServiceSettings CHECK = new ServiceSettings("v2v.oidc.");

    /** Empty if no issuer is set. */
    static Optional<OidcConfiguration> of(OidcSettings settings) {
        return settings.issuer()
                .map(issuer -> new OidcConfiguration(
                        CHECK.secure("issuer", issuer),
                        settings.clientId().orElseThrow(() -> CHECK.wrong("client-id", "is missing beside the issuer")),
                        settings.clientSecretFile().map(CHECK::clientSecret),
                        CHECK.profile(settings.profile()),
                        settings.roles().map(OidcConfiguration::roles).orElse(Map.of())));
    }

    private static Map<String, Role> roles(String text) {
        Map<String, Role> roles = new TreeMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.lastIndexOf('=');
            Optional<Role> role = Role.findByTitle(pair.substring(equals + 1).strip());
            if (equals < 1 || role.isEmpty()) {
                throw CHECK.wrong("roles", "has to be pairs such as v2v-admins=SuperUser, not " + pair.strip());
            }
            roles.put(pair.substring(0, equals).strip(), role.get());
        }
        return roles;
    }
}
