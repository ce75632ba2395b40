package org.ovirt.v2v.engine.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ovirt.v2v.engine.config.StartException;
import org.ovirt.v2v.model.source.AddressRange;
import org.ovirt.v2v.model.source.Secret;

/**
 * What the settings of services that know users have in common; wrong ones keep the engine from starting.
 *
 * @param prefix what the names of the settings begin with, and a dot
 */
record ServiceSettings(String prefix) {
    /** Passwords go there: over TLS, or not over a network at all. */
    URI secure(String setting, URI address) {
        boolean isOnThisMachine = AddressRange.literal(String.valueOf(address.getHost()))
                .filter(InetAddress::isLoopbackAddress)
                .isPresent();
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && isOnThisMachine)) {
            throw wrong(setting, "must begin with https:// unless the " + setting + " is on this machine");
        }
        if (address.getHost() == null) {
            throw wrong(setting, "must name a host of letters, digits, dots and hyphens (no underscores)");
        }
        return address;
    }

    String profile(String profile) {
        if (!profile.matches("[a-z0-9][a-z0-9-]{0,30}") || profile.equals("internal")) {
            throw wrong("profile", "must be of letters, digits and hyphens, and not internal");
        }
        return profile;
    }

    Secret clientSecret(Path file) {
        try {
            return new Secret(Files.readString(file).lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new StartException(
                    "The file " + file + " (" + prefix + "client-secret-file) cannot be read: " + e.getMessage(), e);
        }
    }

    StartException wrong(String setting, String problem) {
        return new StartException("The setting " + prefix + setting + " " + problem + ".");
    }
}
