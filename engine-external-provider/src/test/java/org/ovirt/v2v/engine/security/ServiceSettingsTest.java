package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.engine.config.StartException;

/** What {@code v2v.oidc.} and {@code v2v.ovirt-sso.} have in common. */
class ServiceSettingsTest {
    private final ServiceSettings settings = new ServiceSettings("v2v.oidc.");

    @ParameterizedTest
    @ValueSource(strings = {"https://sso.example/realms/test", "https://[2001:db8::1]:8443", "http://127.0.0.1:8080"})
    void anAddressIsTakenAsItIs(String address) {
        assertThat(settings.secure("issuer", URI.create(address))).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://sso_1.example/realms/test", "https://sso_1.example:8443"})
    void aHostThatNobodyCouldConnectToKeepsTheEngineFromStarting(String address) {
        assertThatThrownBy(() -> settings.secure("issuer", URI.create(address)))
                .isInstanceOf(StartException.class)
                .hasMessage("The setting v2v.oidc.issuer must name a host of letters, digits, dots and hyphens (no"
                        + " underscores).");
    }

    @Test
    void passwordsGoOverNoNetworkWithoutTls() {
        assertThatThrownBy(() -> settings.secure("issuer", URI.create("http://sso.example")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("must begin with https://");
    }
}
