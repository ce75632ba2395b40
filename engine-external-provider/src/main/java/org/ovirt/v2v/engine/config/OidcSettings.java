package org.ovirt.v2v.engine.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ovirt.v2v.model.setting.Setting;

/** Users of an OpenID Connect provider, such as Keycloak. */
@Setting("Users of an OpenID Connect provider, such as Keycloak: off unless an issuer is set")
@ConfigMapping(prefix = "v2v.oidc")
public interface OidcSettings {
    @Setting(
            value =
                    "The issuer, as its tokens and its document /.well-known/openid-configuration name it. https, but for an issuer"
                            + " on this machine.",
            unit = "a URL",
            example = "https://keycloak.example/realms/ovirt")
    Optional<URI> issuer();

    @Setting(
            value =
                    "The id of the client at the issuer that stands for this engine: only tokens for it count, which name it as"
                            + " aud or azp.",
            unit = "a text",
            example = "ovirt-v2v")
    Optional<String> clientId();

    @Setting(
            value =
                    "A file with the secret of that client in its first line: needed so that users can sign in with their password"
                            + " as oVirt's clients do, unless the client has none.",
            example = "/etc/ovirt-v2v/oidc-secret")
    Optional<Path> clientSecretFile();

    @Setting(
            value =
                    "Authorities (PEM) that the issuer's certificate may be of. If it is not set, those that Java trusts.",
            example = "/etc/ovirt-v2v/keycloak-ca.pem")
    Optional<Path> ca();

    @Setting(
            value = "The member of a token that has the user's name; whoever can change it there can be anybody.",
            unit = "a name of a member")
    @WithDefault("preferred_username")
    String userClaim();

    @Setting(value = "The member of a token that lists the user's groups.", unit = "a name of a member")
    @WithDefault("groups")
    String groupsClaim();

    @Setting(
            value = "What the names of these users end with behind an @, so that none is called like another's.",
            unit = "letters, digits and hyphens")
    @WithDefault("oidc")
    String profile();

    @Setting(
            value =
                    "The roles that groups have, separated by commas, as GROUP=ROLE. Users have the roles that permissions give"
                            + " them besides.",
            unit = "pairs, separated by commas",
            example = "v2v-admins=SuperUser,v2v-operators=ImportOperator")
    Optional<String> roles();

    @Setting(value = "How long the issuer may take to answer.", unit = WaitingTime.UNIT)
    @WithDefault("5s")
    @WithConverter(WaitingTime.class)
    Duration timeout();
}
