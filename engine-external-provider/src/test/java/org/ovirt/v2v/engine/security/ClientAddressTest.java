package org.ovirt.v2v.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.source.AddressRanges;

/** Whose address counts, for the throttle and the audit log. */
class ClientAddressTest {
    private static final String PROXY = "192.0.2.7";
    private static final String CLIENT = "198.51.100.20";

    @Test
    void withoutProxiesWhatTheHeaderSaysIsNobodysWord() {
        assertThat(trusting().of(CLIENT, List.of("203.0.113.1"))).isEqualTo(CLIENT);
    }

    @Test
    void onlyTrustedProxiesSayWhereARequestComesFrom() {
        assertThat(trusting("192.0.2.0/24").of(PROXY, List.of(CLIENT))).isEqualTo(CLIENT);
        assertThat(trusting("192.0.2.0/24").of("192.0.3.7", List.of(CLIENT))).isEqualTo("192.0.3.7");
    }

    @Test
    void whatAClientHasWrittenIntoTheHeaderItselfDoesNotCount() {
        ClientAddress trusting = trusting(PROXY, "10.0.0.0/8");
        assertThat(trusting.of(PROXY, List.of("203.0.113.1, " + CLIENT))).isEqualTo(CLIENT);
        assertThat(trusting.of(PROXY, List.of("203.0.113.1", CLIENT + ",10.1.2.3")))
                .isEqualTo(CLIENT);
        assertThat(trusting.of(PROXY, List.of(CLIENT + ", nonsense"))).isEqualTo(PROXY);
        assertThat(trusting.of(PROXY, List.of(CLIENT + ", nonsense, 10.1.2.3"))).isEqualTo("10.1.2.3");
    }

    @Test
    void onlyTrustedProxiesSayThatTheClientUsesHttps() {
        assertThat(trusting(PROXY).isEncrypted(PROXY, "https")).isTrue();
        assertThat(trusting(PROXY).isEncrypted(PROXY, "http")).isFalse();
        assertThat(trusting(PROXY).isEncrypted(PROXY, null)).isFalse();
        assertThat(trusting(PROXY).isEncrypted(CLIENT, "https")).isFalse();
    }

    @Test
    void aProxyThatSaysNothingIsTheClient() {
        assertThat(trusting(PROXY).of(PROXY, List.of())).isEqualTo(PROXY);
    }

    @Test
    void portsAndFormsOfTheSameAddressMakeNoDifference() {
        ClientAddress trusting = trusting(PROXY, "2001:db8::/32");
        assertThat(trusting.of(PROXY, List.of(CLIENT + ":4711"))).isEqualTo(CLIENT);
        assertThat(trusting.of("2001:db8::1", List.of("[2001:DB9::1]:4711"))).isEqualTo("2001:db9:0:0:0:0:0:1");
        assertThat(trusting.of("::ffff:" + PROXY, List.of(CLIENT))).isEqualTo(CLIENT);
    }

    private static ClientAddress trusting(String... proxies) {
        return new ClientAddress(AddressRanges.of(String.join(",", proxies)));
    }
}
