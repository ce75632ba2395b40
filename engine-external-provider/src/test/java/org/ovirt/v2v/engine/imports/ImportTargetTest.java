package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.NetworkMapping;

/** What a machine becomes. */
class ImportTargetTest {
    private static final NamedId SOMETHING = new NamedId(UUID.randomUUID(), "something");

    /** A proxy host refuses those of other networks. */
    @Test
    void ofTheMappingsOfABatchAMachineHasThoseOfItsOwnNetworks() {
        NetworkMapping own = new NetworkMapping("VM Network", "a");
        NetworkMapping others = new NetworkMapping("Backup", "b");
        NetworkMapping rest = new NetworkMapping("", "c");
        ImportTarget target = new ImportTarget(
                SOMETHING,
                SOMETHING,
                SOMETHING,
                "/export",
                Allocation.SPARSE,
                DiskFormat.RAW,
                List.of(own, others, rest),
                7,
                null);

        ImportTarget made = target.withNetworksOf(TestingMachine.on(List.of("VM Network", "DMZ"), "vm-4", "shop"));

        assertThat(made.networkMappings()).containsExactly(own, rest);
        assertThat(made.space()).isEqualTo(7);
    }
}
