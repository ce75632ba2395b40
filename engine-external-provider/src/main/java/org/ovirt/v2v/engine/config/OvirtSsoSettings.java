package org.ovirt.v2v.engine.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ovirt.v2v.model.setting.Setting;

/** Users of an oVirt engine. */
@Setting("Users of an oVirt engine: off unless its address is set")
@ConfigMapping(prefix = "v2v.ovirt-sso")
public interface OvirtSsoSettings {
    @Setting(
            value = "Where the oVirt engine is; its SSO service is below it. https, but for one on this machine.",
            unit = "a URL",
            example = "https://engine.example/ovirt-engine")
    Optional<URI> url();

    @Setting(
            value =
                    "The client as which this engine asks the SSO service whose a token is: the oVirt engine's own, since tokens of"
                            + " webadmin are described to no other.",
            unit = "a text",
            example = "ovirt-engine-core")
    Optional<String> clientId();

    @Setting(
            value =
                    "A file with the secret of that client in its first line: ENGINE_SSO_CLIENT_SECRET, without quotation marks, of"
                            + " /etc/ovirt-engine/engine.conf.d/11-setup-sso.conf on the oVirt engine's machine.",
            example = "/etc/ovirt-v2v/ovirt-sso-secret")
    Optional<Path> clientSecretFile();

    @Setting(
            value =
                    "Authorities (PEM) that the oVirt engine's certificate may be of. If it is not set, those that Java trusts.",
            example = "/etc/ovirt-v2v/ovirt-ca.pem")
    Optional<Path> ca();

    @Setting(
            value = "What the names of these users end with behind an @, so that none is called like another's.",
            unit = "letters, digits and hyphens")
    @WithDefault("ovirt")
    String profile();

    @Setting(value = "How long the oVirt engine may take to answer.", unit = WaitingTime.UNIT)
    @WithDefault("5s")
    @WithConverter(WaitingTime.class)
    Duration timeout();
}
