package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What oVirt writes into the OVFs of its own machines, beyond what virt-v2v does. */
class OvfReaderTest {
    private final UUID machine = UUID.randomUUID();
    private final UUID image = UUID.randomUUID();
    private final String ovf = TestingOvf.of(machine, "web", image, UUID.randomUUID(), 16);

    @Test
    void aDirectLunIsNoDiskOfTheDomain() {
        assertThat(OvfReader.read(TestingOvf.withLun(ovf)).disks())
                .extracting(each -> each.image())
                .containsExactly(image);
    }

    @Test
    void theMemoryOfASnapshotLiesInTwoImages() {
        UUID memory = UUID.randomUUID();
        UUID state = UUID.randomUUID();
        String withMemory = TestingOvf.withMemory(ovf, memory, state);

        assertThat(OvfReader.readWhole(withMemory).memoryImages()).containsExactlyInAnyOrder(memory, state);
        assertThat(OvfReader.readWhole(withMemory.replaceFirst("<Memory>[^<]*", "<Memory>../..,,../..,,..,"))
                        .memoryImages())
                .isEmpty();
    }

    @Test
    void aTemplateHasItsOwnIdForThatOfItsTemplate() {
        assertThat(OvfReader.readWhole(TestingOvf.asTemplate(ovf, machine)).isTemplate())
                .isTrue();
        assertThat(OvfReader.readWhole(TestingOvf.asTemplate(ovf, UUID.randomUUID()))
                        .isTemplate())
                .isFalse();
        assertThat(OvfReader.readWhole(ovf).isTemplate()).isFalse();
    }

    @Test
    void aDiskThatNamesNothingIsADefect() {
        for (String fileRef : new String[] {"", "a/b/c"}) {
            String broken = ovf.replaceFirst("fileRef='[^']*'", "fileRef='" + fileRef + "'");

            assertThatThrownBy(() -> OvfReader.read(broken)).hasMessage("a disk of it names no file");
        }
    }
}
