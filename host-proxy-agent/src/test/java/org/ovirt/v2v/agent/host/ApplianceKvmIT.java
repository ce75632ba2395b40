package org.ovirt.v2v.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether KVM can be used is found out with the real QEMU. */
class ApplianceKvmIT {
    @TempDir
    Path folder;

    @Test
    void aMachineThatCountsEndsByItself() {
        ToolRun run = new ApplianceKvmTest(folder).counts(qemu(), "tcg", "max");

        assertThat(run.succeeded()).as("%s", run.lines()).isTrue();
    }

    /** Whether it does on this machine or not. */
    @Test
    void kvmThatWorksHasItCountAndKvmThatDoesNotIsFoundOut() {
        KvmFinding found = new ApplianceKvmTest(folder).run();

        if (found.verdict() == KvmFinding.Verdict.WORKS) {
            assertThat(new ApplianceKvmTest(folder)
                            .counts(qemu(), "kvm", "host")
                            .succeeded())
                    .isTrue();
        } else {
            assertThat(found.reason()).isNotBlank();
        }
    }

    /** A nested KVM may run for ever without getting anywhere; emulation that is never reset does so everywhere. */
    @Test
    void aToolThatHadTheProcessorForLongAndDidNotEndDoesNotWork() {
        ToolRun run = ToolRun.ofProcessor(
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                List.of("sh", "-c", "while :; do :; done"),
                "",
                builder -> {});

        assertThat(run.end()).isEqualTo(ToolRun.End.SPENT);
        assertThat(ApplianceKvmTest.finding("it", run).verdict()).isEqualTo(KvmFinding.Verdict.FAILS);
    }

    @Test
    void aToolThatNeverHadTheProcessorSaysNothingOfKvm() {
        ToolRun run = ToolRun.ofProcessor(
                Duration.ofSeconds(10), Duration.ofMillis(200), List.of("sleep", "600"), "", builder -> {});

        assertThat(ApplianceKvmTest.finding("it", run).verdict()).isEqualTo(KvmFinding.Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "echo Could not access KVM kernel module: Permission denied; exit 1, FAILS",
        "echo cannot write: No space left on device; echo see above; exit 1, UNKNOWN",
        "echo qemu: cannot set up guest memory: Cannot allocate memory; exit 1, UNKNOWN",
        "kill -9 $$, UNKNOWN",
        "kill -SEGV $$, FAILS",
        "true, WORKS"
    })
    void whatAToolSaysOfTheHostIsNotTakenForAWordOnKvm(String script, KvmFinding.Verdict verdict) {
        ToolRun run = ToolRun.of(Duration.ofMinutes(1), List.of("sh", "-c", script));

        assertThat(ApplianceKvmTest.finding("it", run).verdict()).isEqualTo(verdict);
    }

    /** A broken appliance would otherwise count as broken KVM until the next boot, though it was mended. */
    @ParameterizedTest
    @CsvSource({
        "exit 0, WORKS",
        "echo libguestfs: error: no kernel; exit 1, UNKNOWN",
        "test \"$LIBGUESTFS_BACKEND_SETTINGS\" = force_tcg, FAILS"
    })
    void anApplianceThatDoesNotBootByEmulationEitherSaysNothingOfKvm(String script, KvmFinding.Verdict verdict)
            throws Exception {
        assertThat(new ApplianceKvmTest(folder).boots(testTool(script)).verdict())
                .isEqualTo(verdict);
    }

    /** As one that hangs is. */
    @Test
    void aToolThatIsKilledLeavesNothingBehind() throws Exception {
        Path testTool = testTool("mkdir -p \"$LIBGUESTFS_TMPDIR/libguestfs1/x\"; kill -9 $$");

        assertThat(new ApplianceKvmTest(folder).boots(testTool).verdict()).isEqualTo(KvmFinding.Verdict.UNKNOWN);

        assertThat(folder.toFile().list())
                .containsExactly(testTool.getFileName().toString());
    }

    @Test
    void aToolsOwnWordOnItsErrorIsTheReason() throws Exception {
        Path testTool = testTool(
                "echo libguestfs: error: guestfs_launch failed, and so on; echo If reporting bugs, run this; exit 1");

        assertThat(new ApplianceKvmTest(folder).boots(testTool).reason())
                .contains("libguestfs: error: guestfs_launch failed")
                .doesNotContain("reporting bugs");
    }

    private Path testTool(String script) throws Exception {
        Path tool = Files.writeString(folder.resolve("libguestfs-test-tool"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        return tool;
    }

    @Test
    void aToolThatIsNotThereSaysNothingOfKvm() {
        ToolRun run = ToolRun.of(Duration.ofMinutes(1), List.of("/nowhere/qemu"));

        assertThat(ApplianceKvmTest.finding("it", run).verdict()).isEqualTo(KvmFinding.Verdict.UNKNOWN);
    }

    private static Path qemu() {
        return Programs.find("qemu-system-x86_64").orElseThrow();
    }
}
