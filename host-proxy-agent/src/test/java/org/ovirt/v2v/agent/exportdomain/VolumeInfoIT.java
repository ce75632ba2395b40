package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.testbed.TestingFolder;

/** What qemu-img says of a volume ends a job only if it cannot be the storage's fault. */
class VolumeInfoIT {
    private static final byte[] QCOW2_OF_A_VERSION_TO_COME = {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 9};

    private final TestingFolder folder = TestingFolder.create("volume");

    @AfterEach
    void removeFolder() {
        folder.close();
    }

    @Test
    void anImageOfAnotherFormatIsWrong() throws Exception {
        Path volume = Files.write(folder.resolve("volume"), new byte[4096]);

        assertThat(VolumeInfo.read(volume, DiskFormat.RAW).virtualSize()).isEqualTo(4096);
        assertThatThrownBy(() -> VolumeInfo.read(volume, DiskFormat.COW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not accept " + volume + " as qcow2");
    }

    @Test
    void whatMayPassIsNoVerdict() throws Exception {
        Path volume = Files.write(folder.resolve("volume"), QCOW2_OF_A_VERSION_TO_COME);

        assertThatThrownBy(() -> VolumeInfo.read(volume, DiskFormat.COW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Unsupported qcow2 version 9");
        assertThatThrownBy(() -> VolumeInfo.read(folder.resolve("gone"), DiskFormat.RAW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No such file");
    }
}
