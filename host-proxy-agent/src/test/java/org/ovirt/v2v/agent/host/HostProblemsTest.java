package org.ovirt.v2v.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** What an admin is told about a host that cannot convert. */
class HostProblemsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "debian, '', apt install --no-install-recommends virt-v2v nbdkit",
        "ubuntu, debian, apt install --no-install-recommends virt-v2v nbdkit",
        "rocky, 'rhel centos fedora', dnf install virt-v2v."
    })
    void theCommandThatInstallsVirtV2vIsThatOfTheDistribution(String id, String kin, String command) throws Exception {
        Path release = Files.write(
                folder.resolve("os-release"),
                List.of("PRETTY_NAME=\"Some Linux 9 (stable)\"", "ID=" + id, "ID_LIKE=\"" + kin + "\""));
        OperatingSystem system = OperatingSystem.read(release);

        assertThat(system.name()).isEqualTo("Some Linux 9 (stable)");
        assertThat(new HostProblems(system).find("/nowhere/virt-v2v", Optional.empty()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(FailureCode.TOOL_MISSING);
                    assertThat(problem.remedy()).contains(command);
                });
    }

    @Test
    void aVirtV2vThatDoesNotRunIsNotTakenForAMissingOneAndSaysWhy() throws Exception {
        Path program = Files.writeString(
                folder.resolve("virt-v2v"), "#!/bin/sh\necho loading\necho libnbd.so.0: cannot open >&2\nexit 127\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

        assertThat(new ConversionTools(program.toString()).look().problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(FailureCode.TOOL_INCOMPLETE);
                    assertThat(problem.message()).contains(program.toString(), "it failed: libnbd.so.0: cannot open.");
                    assertThat(problem.remedy()).contains(program + " --machine-readable");
                    assertThat(problem.detail()).isEqualTo("loading\nlibnbd.so.0: cannot open");
                });
    }

    @Test
    void ofALongOutputTheEndIsTold() {
        Failure problem = HostProblems.broken(
                "virt-v2v",
                new ToolRun(ToolRun.End.FAILED, List.of("x".repeat(60_000), "y".repeat(4000) + " no memory.")));

        assertThat(problem.message()).hasSizeLessThan(500).endsWith("y no memory.");
        assertThat(problem.detail()).hasSizeLessThan(5000).endsWith("y no memory.");
    }

    @Test
    void aVirtV2vThatSaidNothingIsToldOfToo() {
        assertThat(HostProblems.broken("virt-v2v", new ToolRun(ToolRun.End.ASLEEP, List.of())))
                .satisfies(problem ->
                        assertThat(problem.message()).endsWith("it does not answer, and has printed nothing."))
                .extracting(Failure::detail)
                .isNull();
    }

    @Test
    void anApplianceThatNobodyCouldTryIsWarnedOfWhereKvmIsUsed() {
        HostProblems problems = new HostProblems(new OperatingSystem("Debian", true));
        Optional<Path> tool = Optional.of(Path.of("/usr/bin/libguestfs-test-tool"));

        assertThat(problems.warnings(KvmFinding.working(), Optional.empty()))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.message()).contains("libguestfs-test-tool is not installed");
                    assertThat(warning.remedy()).contains("--no-install-recommends libguestfs-tools;");
                });
        assertThat(problems.warnings(KvmFinding.working(), tool)).isEmpty();
        assertThat(problems.warnings(KvmFinding.failing("no processor"), Optional.empty()))
                .isEmpty();
        assertThat(problems.warnings(KvmFinding.unknown("the host was busy"), tool))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("the host was busy"));
    }

    @Test
    void aVirtV2vFromWhichExportDomainsCannotBeFilledCannotBeUsed() {
        assertThat(problems("output:rhv-upload")).first().satisfies(problem -> assertThat(problem.message())
                .contains("2.10", "-o rhv", "-o local"));
    }

    /** As that of EL 10. */
    @ParameterizedTest
    @ValueSource(strings = {"output:local", "output:disk", "output:rhv", "output:ovirt", "output:rhev"})
    void oneOutputIsEnough(String output) {
        assertThat(problems(output))
                .noneSatisfy(problem -> assertThat(problem.message()).contains("was built without"));
    }

    private static List<Failure> problems(String output) {
        VirtV2v.Installed installed = new VirtV2v.Installed("2.10", List.of("virt-v2v", output));
        return new HostProblems(new OperatingSystem("EL 10", false)).find("virt-v2v", Optional.of(installed));
    }
}
