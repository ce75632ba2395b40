package org.ovirt.v2v.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of addresses, as settings name them. */
class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, 127.255.0.1, true",
        "127.0.0.0/8, 128.0.0.0, false",
        "192.0.2.128/25, 192.0.2.129, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "fe80::/10, febf::1, true",
        "fe80::/10, fec0::1, false",
        "0.0.0.0/0, 255.1.1.1, true",
        "0.0.0.0/0, ::1, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "127.0.0.0/8, ::ffff:127.0.0.1, true"
    })
    void itHoldsTheAddressesThatBeginAlike(String range, String address, boolean held) {
        assertThat(AddressRange.parse(range)
                        .contains(AddressRange.literal(address).orElseThrow()))
                .isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "127.0.0.1/33", "127.0.0.1/-1", "127.0.0.1/", "1.2.3/8", "::1/129", "300.1.1.1"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreNoLiterals() {
        assertThat(AddressRange.literal("localhost")).isEmpty();
        assertThat(AddressRange.literal("1.2.3.4.5")).isEmpty();
    }
}
