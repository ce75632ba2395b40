package org.ovirt.v2v.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be the address of a source unless an administrator says so. */
class LocalAddressesTest {
    private final LocalAddresses strict = new LocalAddresses(AddressRanges.NONE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "::1",
                "::",
                "0:0:0:0:0:0:0:1",
                "fe80::1",
                "febf::1",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "::ffff:169.254.1.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "127.0.0.01",
                "127.0.0.1.",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "anything.localhost"
            })
    void theMachineItselfAndItsLinkAreRefusedInWhateverForm(String host) {
        assertThat(strict.isRefused(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "2001:db8::1",
                "fd00::1",
                "vcenter",
                "vcenter1.example.com",
                "10.example.com",
                "localhost.example.com",
                "esx-0x1"
            })
    void everythingElseIsNot(String host) {
        assertThat(strict.isRefused(host)).isFalse();
    }

    @Test
    void whatIsAllowedIsNotRefused() {
        LocalAddresses loopback = new LocalAddresses(AddressRanges.of("127.0.0.1"));
        assertThat(loopback.isRefused("127.0.0.1")).isFalse();
        assertThat(loopback.isRefused("localhost")).isFalse();
        assertThat(loopback.isRefused("::ffff:127.0.0.1")).isFalse();
        assertThat(loopback.isRefused("127.0.0.2")).isTrue();
        assertThat(loopback.isRefused("::1")).isTrue();
        assertThat(loopback.isRefused("2130706433")).isTrue();
    }
}
