package org.ovirt.v2v.agent.v2v;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.Phase;

/** The output of virt-v2v, of both generations, tells phases, progress, warnings and errors. */
class ConversionOutputTest {
    private static final long GIB = 1L << 30;

    private final List<Phase> phases = new ArrayList<>();
    private final List<Integer> progress = new ArrayList<>();
    private ConversionOutput output = output();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4096})
    void tellsPhasesOfVirtV2v2WhereverItsOutputIsCut(int chunk) throws IOException {
        feed("v2v-2.2.stdout", chunk, output::standardOutput);
        feed("v2v-2.2.stderr", chunk, output::standardError);

        assertThat(phases)
                .containsExactly(
                        Phase.INSPECTING,
                        Phase.CONVERTING,
                        Phase.PREPARING_COPY,
                        Phase.COPYING_DISKS,
                        Phase.WRITING_METADATA);
        assertThat(output.progress()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 4096})
    void followsTheBarsOfNbdcopyOnStandardError(int chunk) throws IOException {
        output = output(192L << 20);
        standardOutput("[  39.7] Copying disk 1/1\n");

        feed("v2v-2.2.stderr", chunk, (bytes, length) -> {
            output.standardError(bytes, length);
            progress.add(output.progress());
        });

        assertThat(progress).isSorted();
        assertThat(progress.get(progress.size() - 1)).isEqualTo(100);
        if (chunk == 1) {
            assertThat(progress).contains(0, 66, 100);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4096})
    void followsThePercentagesOfVirtV2v1OnStandardOutput(int chunk) throws IOException {
        output = output(3 * GIB, GIB);

        feed("v2v-1.40.stdout", chunk, (bytes, length) -> {
            output.standardOutput(bytes, length);
            progress.add(output.progress());
        });

        assertThat(progress).isSorted();
        assertThat(progress.get(progress.size() - 1)).isEqualTo(100);
        if (chunk == 1) {
            assertThat(progress).contains(9, 37, 74, 75, 78, 87, 99);
        }
        assertThat(phases)
                .containsExactly(
                        Phase.INSPECTING,
                        Phase.CONVERTING,
                        Phase.PREPARING_COPY,
                        Phase.COPYING_DISKS,
                        Phase.WRITING_METADATA);
        assertThat(output.warnings())
                .containsExactly("could not determine a way to update the configuration of  Grub2");
    }

    @Test
    void weighsDisksByTheirSize() {
        output = output(9 * GIB, GIB);
        standardOutput("[  1.0] Copying disk 1/2\n");
        standardError("x 100% [****]\n");
        standardOutput("[  2.0] Copying disk 2/2\n");
        standardError("x  50% [**--]\r");

        assertThat(output.progress()).isEqualTo(95);
        assertThat(output.disks()).containsExactly(new DiskProgress(1, 9 * GIB, 100), new DiskProgress(2, GIB, 50));
        assertThat(output.description()).isEqualTo("Copying disk 2/2");
    }

    @Test
    void givesABarToItsDiskWhicheverStreamIsReadFirst() {
        output = output(GIB, GIB);
        standardOutput("[  1.0] Copying disk 1/2\n[  2.0] Copying disk 2/2\n");
        standardError("x  50% [**--]\rx 100% [****]\nx   3% [----]\r");

        assertThat(output.disks()).extracting(DiskProgress::progress).containsExactly(100, 3);
    }

    @Test
    void changesNothingForLinesThatItDoesNotKnow() {
        standardOutput("[   1.0] Inspecting the source\n");
        standardOutput(
                "[   2.0] Polishing the disks\nCopying disk 1/1\n 12% done\n\u001b[0m\n(12/100%)\n[ x] Finishing off\n");
        standardError("Copying disk 9/9\n100%\n[****]\n");
        output.machineReadable("{]\n{\"type\":1}\nnull\n{}\n".getBytes(StandardCharsets.UTF_8), 22);

        assertThat(output.phase()).isEqualTo(Phase.INSPECTING);
        assertThat(output.progress()).isZero();
        assertThat(output.warnings()).isEmpty();
    }

    @Test
    void isNotLessFarWhenThereAreMoreDisksThanWereKnown() {
        output = output(1L << 20);
        standardOutput("[  39.7] Copying disk 1/1\n    (60.00/100%)\r");
        assertThat(output.progress()).isEqualTo(60);

        standardOutput("\n[  40.7] Copying disk 1/3\n");
        assertThat(output.progress()).isEqualTo(60);

        standardOutput("[  41.7] Copying disk 3/3\n    (50.00/100%)\r");
        assertThat(output.progress()).isEqualTo(83);
    }

    @Test
    void neverGoesBackToAnEarlierPhase() {
        standardOutput("[   1.0] Converting Windows to run on KVM\n[   2.0] Opening the overlay\n");

        assertThat(output.phase()).isEqualTo(Phase.CONVERTING);
    }

    @Test
    void understandsColouredStages() {
        standardOutput("\u001b[0;32m[   1.0] Inspecting the source\u001b[0m\n");

        assertThat(output.phase()).isEqualTo(Phase.INSPECTING);
    }

    @Test
    void takesWarningsWholeFromTheMachineReadableLog() throws IOException {
        feed("v2v-2.2.stdout", 11, output::standardOutput);
        feed("v2v-2.2.json", 11, output::machineReadable);

        assertThat(output.warnings()).containsExactly("could not determine a way to update the configuration of Grub2");
    }

    @Test
    void warnsOfOtherSystemsOnTheDisks() {
        standardOutput("[   3.0] Inspecting the source\nvirt-v2v: Picked /dev/sda1 because '--root first' was used.\n");
        assertThat(output.warnings()).singleElement().asString().contains("several operating systems", "on /dev/sda1");

        byte[] json = "{\"message\":\"Picked /dev/sdb2 because ‘--root first’ was used.\",\"type\":\"info\"}\n"
                .getBytes(StandardCharsets.UTF_8);
        output.machineReadable(json, json.length);
        assertThat(output.warnings()).singleElement().asString().contains("on /dev/sdb2");
    }

    @Test
    void extractsTheErrorWithoutAdviceForReportersAndNoise() throws IOException {
        feed("v2v-2.2.stderr", 64, output::standardError);
        feed("failed-copy.stderr", 64, output::standardError);

        assertThat(output.errorSummary()).isEqualTo("nbdcopy command failed (exit code 1)");
        assertThat(output.errorText())
                .contains("HTTP response code", "nbdcopy: https")
                .doesNotContain("If reporting bugs", "virt-v2v -v -x", "esxVI_", "[****");
    }

    @Test
    void staysSmallWhateverIsWritten() {
        byte[] noise = new byte[1 << 20];
        Arrays.fill(noise, (byte) 'x');
        for (int i = 0; i < 50; i++) {
            output.standardError(noise, noise.length);
        }
        standardError("\n");

        assertThat(output.errorText().length()).isLessThan(100_000);
    }

    private ConversionOutput output(Long... capacities) {
        return new ConversionOutput(List.of(capacities), () -> phases.add(output.phase()));
    }

    private void standardOutput(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.standardOutput(bytes, bytes.length);
    }

    private void standardError(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.standardError(bytes, bytes.length);
    }

    private interface Feed {
        void take(byte[] bytes, int length);
    }

    private static void feed(String log, int chunk, Feed feed) throws IOException {
        try (InputStream stream = ConversionOutputTest.class.getResourceAsStream(log)) {
            byte[] buffer = new byte[chunk];
            for (int length = stream.read(buffer); length > 0; length = stream.read(buffer)) {
                feed.take(buffer, length);
            }
        }
    }
}
