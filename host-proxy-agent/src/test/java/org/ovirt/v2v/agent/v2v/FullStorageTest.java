package org.ovirt.v2v.agent.v2v;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which folder the admin has to make space in. */
class FullStorageTest {
    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @CsvSource({
        "[   1.0] Inspecting the source, nbdkit: error: pwrite: No space left on device, true",
        "[   9.0] Copying disk 1/1, nbdcopy: /var/tmp/v2v-x/out: No space left on device, true",
        "[   1.0] Inspecting the source, cannot write /mnt/domain/images/1: No space left on device, false",
        "[   9.0] Copying disk 1/1, nbdcopy: pwrite: No space left on device, false"
    })
    void theFolderForTemporaryFilesIsToldFromTheDomain(String stage, String error, boolean temporary) {
        ConversionOutput output = new ConversionOutput(List.of(1L), () -> {});
        byte[] printed = (stage + "\n").getBytes(StandardCharsets.UTF_8);
        output.standardOutput(printed, printed.length);
        byte[] complained = (error + "\n").getBytes(StandardCharsets.UTF_8);
        output.standardError(complained, complained.length);

        assertThat(new FullStorage("/mnt/domain", "/var/tmp/v2v-x").isTemporary(output, GIB))
                .isEqualTo(temporary);
    }
}
