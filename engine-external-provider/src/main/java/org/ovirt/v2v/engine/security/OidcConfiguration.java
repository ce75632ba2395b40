package org.ovirt.v2v.engine.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ovirt.v2v.engine.access.Role;
import org.ovirt.v2v.engine.config.OidcSettings;
import org.ovirt.v2v.engine.config.StartException;
import org.ovirt.v2v.model.source.AddressRange;
import org.ovirt.v2v.model.source.Secret;

/**
 * The settings of an OpenID Connect provider, checked.
 *
 * @param roles by group
 */
record OidcConfiguration(
        URI issuer, String clientId, Optional<Secret> clientSecret, String profile, Map<String, Role> roles) {
    private static final String PREFIX = "v2v.oidc.";

    /** Empty if no issuer is set. */
    static Optional<OidcConfiguration> of(OidcSettings settings) {
        return settings.issuer().map(issuer -> {
            if (!isSecure(issuer)) {
                throw wrong("issuer", "must begin with https:// unless the issuer is on this machine");
            }
            String profile = settings.profile();
            if (!profile.matches("[a-z0-9][a-z0-9-]{0,30}") || profile.equals("internal")) {
                throw wrong("profile", "must be of letters, digits and hyphens, and not internal");
            }
            return new OidcConfiguration(
                    issuer,
                    settings.clientId().orElseThrow(() -> wrong("client-id", "is missing beside the issuer")),
                    settings.clientSecretFile().map(OidcConfiguration::secret),
                    profile,
                    settings.roles().map(OidcConfiguration::roles).orElse(Map.of()));
        });
    }

    private static boolean isSecure(URI issuer) {
        return "https".equals(issuer.getScheme())
                || ("http".equals(issuer.getScheme())
                        && AddressRange.literal(String.valueOf(issuer.getHost()))
                                .filter(InetAddress::isLoopbackAddress)
                                .isPresent());
    }

    private static Secret secret(Path file) {
        try {
            return new Secret(Files.readString(file).lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new StartException(
                    "The file " + file + " (" + PREFIX + "client-secret-file) cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Role> roles(String text) {
        Map<String, Role> roles = new TreeMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.lastIndexOf('=');
            Optional<Role> role = Role.findByTitle(pair.substring(equals + 1).strip());
            if (equals < 1 || role.isEmpty()) {
                throw wrong("roles", "has to be pairs such as v2v-admins=SuperUser, not " + pair.strip());
            }
            roles.put(pair.substring(0, equals).strip(), role.get());
        }
        return roles;
    }

    private static StartException wrong(String setting, String problem) {
        return new StartException("The setting " + PREFIX + setting + " " + problem + ".");
    }
}
