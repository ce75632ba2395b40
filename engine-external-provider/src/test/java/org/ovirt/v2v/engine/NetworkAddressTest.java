package org.ovirt.v2v.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkAddressTest {
    @ParameterizedTest
    @CsvSource({
        "vcenter.example.com, vcenter.example.com, 0",
        "vcenter:8989, vcenter, 8989",
        "192.0.2.1:443, 192.0.2.1, 443",
        "2001:db8::1, 2001:db8::1, 0",
        "[2001:db8::1], 2001:db8::1, 0",
        "[::1]:8443, ::1, 8443",
        "' host ', host, 0"
    })
    void readsHostsWithAndWithoutPort(String text, String host, int port) {
        assertThat(NetworkAddress.parse("address", text)).isEqualTo(new NetworkAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://vcenter",
                "vcenter/sdk",
                "vcenter:",
                "vcenter:0",
                "vcenter:65536",
                "vcenter:99999",
                "a b",
                "-oProxyCommand=x",
                "user@host",
                "[::1",
                "host\nother",
                "host:12:x",
                ".host"
            })
    void refusesEverythingElseAndNamesTheField(String text) {
        assertThatThrownBy(() -> NetworkAddress.parse("address", text))
                .isInstanceOfSatisfying(InvalidFieldException.class, refused -> assertThat(refused.field())
                        .isEqualTo("address"));
    }

    @Test
    void refusesPortsThatNoneCanListenOn() {
        assertThatThrownBy(() -> NetworkAddress.checkPort("port", 0)).hasMessageContaining("between 1 and 65535");
        assertThat(NetworkAddress.checkPort("port", 65_535)).isEqualTo(65_535);
    }
}
