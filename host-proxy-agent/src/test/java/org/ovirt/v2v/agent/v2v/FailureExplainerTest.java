package org.ovirt.v2v.agent.v2v;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Of several things that virt-v2v and its helpers complain of, the first cause is told. */
class FailureExplainerTest {
    private static final String LOSS = "nbdkit: curl[1]: error: problem doing HEAD request to fetch size of URL"
            + " [https://vc/folder/x-flat.vmdk]: Couldn't connect to server: Failed to connect to vc port 443 after 0 ms:"
            + " Couldn't connect to server\n";
    private static final String NO_KERNEL = "virt-v2v: error: no installed kernel packages were found.\n";

    private static final String FULL =
            """
            qemu-img: error while writing at byte 1073741824: No space left on device
            virt-v2v: error: qemu-img command failed, see earlier error messages
            """;

    private final ConversionOutput output = new ConversionOutput(List.of(), () -> {});

    @Test
    void aSourceThatWasLostIsTheCauseOfWhatVirtV2vThenMissesInTheGuest() {
        standardOutput("[  35.5] Inspecting the source\n");
        standardError(LOSS.repeat(6));
        standardError(NO_KERNEL);

        Failure failure = explain();

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
        assertThat(failure.message()).contains("vc port 443");
        assertThat(failure.detail()).contains("no installed kernel packages");
    }

    @Test
    void aVcenterThatIsRestartedIsTheCauseOfWhatVirtV2vThenMissesInTheGuest() {
        standardOutput("[  35.5] Inspecting the source\n");
        String unserved =
                "nbdkit: curl[1]: error: pread: HTTP response code said error: The requested URL returned error: 503\n";
        standardError(unserved.repeat(6));
        standardError(NO_KERNEL);

        assertThat(explain().code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
    }

    /** As virt-v2v 2.10 and newer calls each nbdkit. */
    @Test
    void theWordsOfAnNbdkitThatHasANameCountAlike() {
        String named = LOSS.replace("nbdkit: ", "nbdkit[in0]: ");
        standardOutput("[  35.5] Inspecting the source\n");
        standardError(named.repeat(5));
        assertThat(output.description()).endsWith("; the source does not answer (Failed to connect to vc port 443)");

        standardError(named);
        standardError(NO_KERNEL);

        assertThat(explain().code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
    }

    @Test
    void anSshServerThatDoesNotAnswerInTimeIsNamed() {
        standardError(
                "nbdkit[in0]: ssh[1]: error: failed to connect to remote host: xen1: Timeout connecting to xen1\n");
        assertThat(output.description()).endsWith("; the source does not answer (Timeout connecting to xen1)");

        standardError("virt-v2v: error: nbdkit did not start up.  There may be errors printed by nbdkit above.\n");
        Failure failure = explain();

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
        assertThat(failure.message()).endsWith("The source's ssh server cannot be reached: xen1.");
    }

    @Test
    void whatAHelperSaidOfTheCauseIsToldBesideVirtV2vsOwnWords() {
        standardError("nbdkit: file[1]: error: pwrite: Input/output error\n");
        standardError("virt-v2v: error: nbdcopy command failed, see earlier error messages\n");

        Failure failure = explain();

        assertThat(failure.code()).isEqualTo(FailureCode.DOMAIN_NOT_ANSWERING);
        assertThat(failure.detail()).containsSubsequence("pwrite: Input/output error", "nbdcopy command failed");
    }

    @Test
    void whatHelpersSaidIsToldBesideASymptomOfWhichTheCauseIsNotKnown() {
        standardError("nbdkit[in0]: curl[1]: error: the moon is in the wrong phase\n".repeat(2));
        standardError("qemu-img: Could not open 'json:{ \"file.cookie\": \"vmware_soap_session=1234\" }': no\n");
        standardError("who knows whose line this is\n");
        standardError("virt-v2v: error: nbdcopy command failed, see earlier error messages\n");

        Failure failure = explain();

        assertThat(failure.code()).isEqualTo(FailureCode.COPY_FAILED);
        assertThat(failure.detail())
                .isEqualTo(
                        """
                        nbdkit[in0]: curl[1]: error: the moon is in the wrong phase
                        nbdcopy command failed, see earlier error messages\
                        """);
    }

    /** Where virt-v2v says nothing itself, all else is told that was written. */
    @Test
    void aSessionOfAVcenterIsToldToNobody() {
        standardError("HTTP/2 503\nset-cookie: vmware_soap_session=\"1234\"; Path=/; HttpOnly\n");

        assertThat(explain().detail()).isEqualTo("HTTP/2 503");

        standardError("virt-v2v: error: no answer to 'vmware_soap_session=\\\"1234\\\"; x'\n");

        assertThat(explain().detail()).isEqualTo("no answer to 'vmware_soap_session=\\\"****\\\"; x'");
    }

    @Test
    void whatHelpersSaidIsToldBesideWordsThatNobodyKnows() {
        for (int number = 1; number <= 7; number++) {
            standardError("nbdcopy: mystery number " + number + "\n");
        }
        standardError("virt-v2v: error: there was a mystery, see earlier error messages\n");

        Failure failure = explain();

        assertThat(failure.message()).contains("there was a mystery");
        assertThat(failure.detail())
                .doesNotContain("number 2")
                .containsSubsequence("number 3", "number 7", "there was");
    }

    @Test
    void aLossThatNbdkitGotOverExcusesNothing() {
        standardError(LOSS.repeat(5));
        standardError(NO_KERNEL);

        assertThat(explain().code()).isEqualTo(FailureCode.GUEST_NOT_CONVERTIBLE);
    }

    @Test
    void aLossAfterWhichVirtV2vGotOnExcusesNothing() {
        standardOutput("[  35.5] Inspecting the source\n");
        standardError(LOSS.repeat(12));
        standardOutput("[  90.1] Converting Debian to run on KVM\n");
        standardError(NO_KERNEL);

        assertThat(explain().code()).isEqualTo(FailureCode.GUEST_NOT_CONVERTIBLE);
    }

    @Test
    void aFullDomainIsTheCauseWhateverBecameOfTheSource() {
        standardError(LOSS.repeat(12));
        standardError("virt-v2v: error: nbdkit: pwrite: No space left on device\n");

        assertThat(explain().code()).isEqualTo(FailureCode.DOMAIN_FULL);
    }

    /** As of virt-v2v 1, whose own error names no cause. */
    @Test
    void aFullDomainIsTheCauseThoughOnlyAHelperSaysSo() {
        standardError(LOSS.repeat(12));
        standardError(FULL);

        assertThat(explain().code()).isEqualTo(FailureCode.DOMAIN_FULL);
    }

    @Test
    void aCopyOfVirtV2v1ThatGoesOnHasItsSource() {
        standardOutput("[  39.7] Copying disk 1/1 to /mnt/x (qcow2)\n");
        standardOutput("    (50.00/100%)\r");
        standardError(LOSS);
        assertThat(output.description()).contains("does not answer");

        standardOutput("    (60.00/100%)\r");
        assertThat(output.description()).isEqualTo("Copying disk 1/1");

        standardError(FULL);
        assertThat(explain().code()).isEqualTo(FailureCode.DOMAIN_FULL);
    }

    @Test
    void aGuestWhoseBootIsFullIsToldSo() {
        byte[] bytes =
                """
                {"message": "libguestfs error: command: \\ngzip: stdout: No space left on device\\nE: mkinitramfs failure gzip 1",\
                 "type": "error"}
                """
                        .getBytes(StandardCharsets.UTF_8);
        output.machineReadable(bytes, bytes.length);

        assertThat(explain().code()).isEqualTo(FailureCode.GUEST_WITHOUT_SPACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "could not write to the guest filesystem: touch: open: /ab12cd34: No space left on device",
                "libguestfs error: write: /etc/modprobe.d/virtio.conf: No space left on device",
                "libguestfs error: cp_a: cp: error writing '/boot/x': No space left on device",
                "libguestfs error: upload: /usr/x: No space left on device",
                "libguestfs error: mkdir_p: /usr/lib/virt-sysprep: No space left on device",
                "libguestfs error: hivex_commit: write: No space left on device"
            })
    void aGuestThatRunsFullIsToldSo(String words) {
        standardError("virt-v2v: error: " + words + "\n");

        assertThat(explain().code()).isEqualTo(FailureCode.GUEST_WITHOUT_SPACE);
    }

    /** Into the folder for temporary files. */
    @Test
    void aFileOfTheGuestThatTheHostCouldNotKeepSaysNothingOfTheGuest() {
        standardError("virt-v2v: error: libguestfs error: download: /var/tmp/x: No space left on device\n");

        assertThat(explain().code()).isNotEqualTo(FailureCode.GUEST_WITHOUT_SPACE);
    }

    @Test
    void theLossIsRememberedHoweverMuchIsSaidAfterwards() {
        standardError(LOSS.repeat(6));
        standardError("nbdkit: curl[1]: error: something else\n".repeat(100));
        standardError("virt-v2v: error: libguestfs error: inspect_os: sda1: Input/output error\n");

        assertThat(explain().code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
    }

    @Test
    void anErrorThatVirtV2vBrokeIntoLinesIsToldInWhole() {
        standardError(
                """
                virt-v2v: error: insufficient free space in the conversion server\s
                temporary directory /var/tmp (512.0M).

                Either free up space in that directory, or set the LIBGUESTFS_CACHEDIR\s
                environment variable.

                If reporting bugs, run virt-v2v with debugging enabled and include the\s
                complete output:

                  virt-v2v -v -x [...]
                """);

        Failure failure = explain();

        assertThat(failure.code()).isEqualTo(FailureCode.TEMPORARY_SPACE);
        assertThat(failure.detail())
                .isEqualTo(
                        "insufficient free space in the conversion server temporary directory /var/tmp (512.0M)."
                                + " Either free up space in that directory, or set the LIBGUESTFS_CACHEDIR environment variable.");
    }

    @Test
    void whatAHelperSaysAfterAnErrorIsNoPartOfIt() {
        standardError("virt-v2v: error: the moon is in the wrong phase\n");
        standardError("libvirt: XML-RPC error : something else\n");

        assertThat(explain().detail()).doesNotContain("something else");
    }

    @Test
    void whileTheSourceIsLostTheDescriptionSaysSo() {
        standardOutput("[  35.5] Inspecting the source\n");
        assertThat(output.description()).doesNotContain("does not answer");

        standardError(LOSS);
        assertThat(output.description()).endsWith("; the source does not answer (Failed to connect to vc port 443)");

        standardOutput("[  40.1] Converting Debian to run on KVM\n");
        assertThat(output.description()).doesNotContain("does not answer");
    }

    /** As when the agent is started again while virt-v2v runs: standard output is read first, and then standard error. */
    @Test
    void whatWasPrintedBeforeSomebodyListenedIsNoLossOfNow() {
        standardOutput("[  35.5] Inspecting the source\n[  40.1] Converting Debian to run on KVM\n");
        standardError(LOSS.repeat(6));
        output.caughtUp();
        assertThat(output.description()).isEqualTo("Converting the guest to run on KVM");

        standardError(LOSS);
        assertThat(output.description()).contains("does not answer");
    }

    @Test
    void aSourceThatWasGivenUpBeforeSomebodyListenedIsStillTheCause() {
        standardOutput("[  35.5] Inspecting the source\n");
        standardError(LOSS.repeat(6));
        output.caughtUp();
        standardError(NO_KERNEL);

        assertThat(explain().code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
    }

    @Test
    void aCopyThatGoesOnHasItsSource() {
        standardOutput("[  39.7] Copying disk 1/1\n");
        standardError("\u259d  10% [****------------------------------------]\r");
        standardError(LOSS);
        assertThat(output.description()).contains("does not answer");

        standardError("\u259d  20% [********--------------------------------]\r");
        assertThat(output.description()).isEqualTo("Copying disk 1/1");
    }

    @Test
    void aCrashIsNoKillFromOutside() {
        assertThat(explained(128 + 11).message()).contains("virt-v2v crashed (SIGSEGV)");
        assertThat(explained(128 + 6).message()).contains("virt-v2v crashed (SIGABRT)");
        assertThat(explained(128 + 15).message()).contains("killed by SIGTERM from outside");
    }

    private Failure explained(int exitCode) {
        return new FailureExplainer(FailureCatalogue.load()).explain("web", exitCode, output);
    }

    private Failure explain() {
        return new FailureExplainer(FailureCatalogue.load()).explain("web", 1, output);
    }

    private void standardOutput(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.standardOutput(bytes, bytes.length);
    }

    private void standardError(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.standardError(bytes, bytes.length);
    }
}
