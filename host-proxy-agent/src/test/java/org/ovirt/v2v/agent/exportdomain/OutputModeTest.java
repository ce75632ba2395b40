package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovirt.v2v.agent.guest.Origin;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;

/** virt-v2v fills an export domain in the way that the installed one can. */
class OutputModeTest {
    private static final LocalOutput LOCAL =
            new LocalOutput("web", Origin.VMWARE, 1, DiskFormat.RAW, Allocation.SPARSE);

    @ParameterizedTest
    @CsvSource({
        "output:rhev,rhev,RhevOutput",
        "output:rhv,rhv,RhevOutput",
        "output:ovirt,ovirt,RhevOutput",
        "output:local,local,LocalOutput",
        "output:disk,disk,LocalOutput"
    })
    void isKnownByEachOfItsNames(String line, String word, String mode) {
        OutputMode chosen = OutputMode.preferred(Set.of("input:ova", line), LOCAL);

        assertThat(chosen.getClass().getSimpleName()).isEqualTo(mode);
        assertThat(chosen.word(Set.of("input:ova", line))).contains(word);
    }

    @Test
    void prefersVirtV2vsOwnExportDomain() {
        assertThat(OutputMode.preferred(Set.of("output:local", "output:rhv", "output:rhv-upload"), LOCAL))
                .isEqualTo(new RhevOutput());
    }

    @Test
    void anotherOutputIsNone() {
        assertThat(LOCAL.word(Set.of("output:rhv-upload", "output:null"))).isEmpty();
        assertThat(new RhevOutput().word(Set.of("output:rhv-upload", "output:ovirt-upload")))
                .isEmpty();
    }

    /** Its name is part of the names of files, which may be no longer than 255 bytes, and cannot be as people want it. */
    @Test
    void aFolderOfDisksIsCalledByTheJobsId() {
        UUID job = UUID.randomUUID();
        StagingPlace place = new StagingPlace("/mnt", UUID.randomUUID(), null, job, UUID.randomUUID(), LOCAL);

        assertThat(LOCAL.machineName(place, "b\u00fcro_1")).isEqualTo(job.toString());
        assertThat(LOCAL.storage(place)).isEqualTo(Path.of("/mnt/.v2v/" + job + "/local"));
        assertThat(new RhevOutput().machineName(place, "b\u00fcro_1")).isEqualTo("b\u00fcro_1");
        assertThat(new RhevOutput().storage(place)).isEqualTo(Path.of("/mnt/.v2v/" + job));
    }
}
