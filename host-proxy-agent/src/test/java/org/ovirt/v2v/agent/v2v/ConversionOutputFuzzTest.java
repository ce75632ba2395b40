package org.ovirt.v2v.agent.v2v;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Whatever virt-v2v prints, and wherever it is cut, its progress is one, goes only forward, and what is kept of it is bounded. */
class ConversionOutputFuzzTest {
    private static final int MOST_KEPT = 1 << 20;

    @FuzzTest(maxDuration = "1m")
    @DictionaryEntries({
        "[   1.0] ",
        "Copying disk 1/2",
        "Opening the source",
        "Creating output metadata",
        "Finishing off",
        "    (66.00/100%)",
        "  66% [**",
        "{ \"message\": \"",
        "\", \"type\": \"error\" }",
        "\"type\": \"warning\"",
        "virt-v2v: warning: ",
        "virt-v2v: error: ",
        "\\x0D",
        "\\x0A"
    })
    void whateverIsPrintedIsTaken(FuzzedDataProvider data) {
        ConversionOutput output = new ConversionOutput(List.of(1L << 20, 3L << 30), () -> {});
        int progress = 0;
        while (data.remainingBytes() > 0) {
            int stream = data.consumeInt(0, 2);
            byte[] bytes = data.consumeBytes(data.consumeInt(1, 200));
            switch (stream) {
                case 0 -> output.standardOutput(bytes, bytes.length);
                case 1 -> output.standardError(bytes, bytes.length);
                default -> output.machineReadable(bytes, bytes.length);
            }
            assertThat(output.progress()).isBetween(progress, 100);
            progress = output.progress();
        }
        assertThat(output.description()).isNotEmpty();
        assertThat(output.disks())
                .allSatisfy(disk -> assertThat(disk.progress()).isBetween(0, 100));
        assertThat(String.join("", output.warnings()) + output.errorSummary() + output.errorText())
                .hasSizeLessThan(MOST_KEPT);
    }
}
