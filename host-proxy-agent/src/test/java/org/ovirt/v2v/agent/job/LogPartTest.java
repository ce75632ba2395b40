package org.ovirt.v2v.agent.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.agent.v2v.SessionCookies;
import org.ovirt.v2v.model.rpc.JobLogPart;

class LogPartTest {
    @TempDir
    private Path folder;

    @Test
    void handsOutWhatIsWantedAndNothingOutsideTheFile() throws IOException {
        Path log = Files.writeString(folder.resolve("stderr"), "0123456789");
        assertThat(read(log, 0, 4)).isEqualTo("0123");
        assertThat(read(log, 8, 4)).isEqualTo("89");
        assertThat(read(log, 10, 4)).isEmpty();
        assertThat(read(log, Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
        assertThat(read(log, -5, 2)).isEqualTo("01");
        assertThat(read(log, 0, -1)).isEmpty();
        assertThat(LogPart.read(log, 3, 0, true)).isEqualTo(new JobLogPart(10, true, ""));
    }

    @Test
    void handsOutNoMoreAtOnceThanGoesIntoAMessage() throws IOException {
        Path log = Files.write(folder.resolve("stderr"), new byte[LogPart.LARGEST + 10]);
        JobLogPart part = LogPart.read(log, 0, Integer.MAX_VALUE, false);
        assertThat(part.bytes()).hasSize(LogPart.LARGEST);
        assertThat(part.size()).isEqualTo(LogPart.LARGEST + 10);
        assertThat(part.complete()).isFalse();
    }

    @Test
    void aLogThatWasNotBegunIsEmpty() throws IOException {
        assertThat(LogPart.read(folder.resolve("none"), 0, 10, false)).isEqualTo(new JobLogPart(0, false, ""));
    }

    /** virt-v2v prints all headers of an answer that it did not expect. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 30, 64, 1_000})
    void aSessionOfAVcenterIsHiddenHoweverTheLogIsCut(int length) throws IOException {
        String text = "x".repeat(SessionCookies.LONGEST)
                + "\nset-cookie: vmware_soap_session=\"52a1-f0e9\"; Path=/; HttpOnly\n";
        Path log = Files.writeString(folder.resolve("stderr"), text);
        StringBuilder read = new StringBuilder();
        for (int offset = 0; offset < text.length(); offset += length) {
            read.append(read(log, offset, length));
        }
        assertThat(read.toString()).isEqualTo(text.replace("52a1-f0e9", "*********"));
    }

    @Test
    void aSessionOfAVcenterStaysHiddenWhenTheLogIsShortenedWithinIt() throws IOException {
        String end = "-f0e9\"; Path=/\n";
        String filler = "x".repeat(LogShortening.KEPT);
        Path log = Files.writeString(
                folder.resolve("stderr"), filler + "vmware_soap_session=\"52a1" + end + filler.substring(end.length()));
        LogShortening.shorten(log);
        String kept = Files.readString(log);
        assertThat(kept).contains("*****\"; Path=/\nxx").doesNotContain("f0e9");
        assertThat(kept).hasSize(2 * LogShortening.KEPT + "\n[... shortened ...]\n".length());
    }

    private static String read(Path log, long offset, int length) throws IOException {
        return new String(LogPart.read(log, offset, length, false).bytes(), UTF_8);
    }
}
