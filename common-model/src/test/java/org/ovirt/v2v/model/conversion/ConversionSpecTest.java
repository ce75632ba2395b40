package org.ovirt.v2v.model.conversion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is asked for lies in memory and on disk for as long as the job is known. */
class ConversionSpecTest {
    @Test
    void aTextIsNoLongerThanAPath() {
        assertThatCode(() -> of("x".repeat(4_096), List.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> of("x".repeat(250_000), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vmName has more than 4096 characters");
    }

    @Test
    void thereAreNoMoreMappingsThanAMachineHasNetworks() {
        NetworkMapping mapping = new NetworkMapping("VM Network", "ovirtmgmt");
        assertThatThrownBy(() -> of("web", Collections.nCopies(101, mapping)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 network mappings");
    }

    private static ConversionSpec of(String name, List<NetworkMapping> networks) {
        return ConversionSpecBuilder.builder()
                .vmName(name)
                .domainID(UUID.randomUUID())
                .networks(networks)
                .build();
    }
}
