package org.ovirt.v2v.agent.source.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.source.ssh.SshFolder;
import org.ovirt.v2v.agent.v2v.InputOptions;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.ovirt.v2v.model.source.SourceUri;

/** virt-v2v reads from a Xen host what it can read there, as the user of the request, and runs nothing that the address names. */
class XenSourceTest {
    private static final V2vCapabilities NEWER = capabilities("virt-v2v-2.0", "io/oo", "xen-ssh");
    private static final String UUID = "265104de-1472-547c-b873-6dc7883fb6cb";

    @TempDir
    private Path folder;

    /** Such as that of EL 10. */
    @Test
    void aVirtV2vWithoutInputFromXenHostsIsRefused() {
        assertThat(source().toolProblem(capabilities("io/oo", "output:disk"), "2.7.1"))
                .hasValueSatisfying(problem -> {
                    assertThat(problem.code()).isEqualTo(FailureCode.TOOL_INCOMPLETE);
                    assertThat(problem.message()).contains("virt-v2v 2.7.1", "without input from Xen hosts");
                    assertThat(problem.remedy()).contains("EL 9");
                });
        assertThat(source().toolProblem(capabilities("io/oo", "xen-ssh"), "2.2.0"))
                .isEmpty();
    }

    /** They print no line for any input. */
    @Test
    void anOldVirtV2vIsTakenToReadXenHosts() {
        assertThat(source().toolProblem(capabilities("output:rhev"), "1.40")).isEmpty();
    }

    @Test
    void aDiskThatVirtV2vWouldTakeForARawOneIsRefused() {
        assertThat(source().machineProblem(NEWER, onDisks("raw", "qcow2"))).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(FailureCode.GUEST_NOT_CONVERTIBLE);
            assertThat(problem.message()).contains("web", "/images/1.qcow2", "format qcow2");
            assertThat(problem.remedy()).contains("qemu-img convert");
        });
        assertThat(source().machineProblem(NEWER, onDisks("vhd"))).isPresent();
        assertThat(source().machineProblem(NEWER, onDisks("raw", "aio"))).isEmpty();
        assertThat(source().machineProblem(capabilities("xen-ssh"), onDisks("raw", "qcow2")))
                .as("one that has qemu read the disk")
                .isEmpty();
    }

    @Test
    void virtV2vGetsTheUserOfTheRequestAndNoCommandOfTheAddress() throws Exception {
        InputOptions input = source().input(
                        params("xen+ssh://somebody@dom0.example/?command=/bin/evil"), machine(), Optional.empty());

        assertThat(input.source()).containsExactly("-ic", "xen+ssh://root@dom0.example/?no_tty=1");
        assertThat(input.machine()).isEqualTo(UUID);
    }

    @Test
    void aHostThatWouldBeAnOptionOfSshIsRefused() {
        FailureException refused = catchThrowableOfType(FailureException.class, () -> source().input(
                        new SourceParams(SourceUri.parse("xen+ssh://-oProxy@dom0.example/"), "", null, null, null),
                        machine(),
                        Optional.empty()));

        assertThat(refused.failure().code()).isEqualTo(FailureCode.INVALID_REQUEST);
    }

    private XenSource source() {
        return new XenSource(SshFolder.below(folder), TestingAddresses.HERE);
    }

    private static V2vCapabilities capabilities(String... lines) {
        return V2vCapabilities.parse(List.of(lines));
    }

    private static SourceParams params(String uri) {
        return new SourceParams(SourceUri.parse(uri), "root", null, null, null);
    }

    private static ExternalVm machine() {
        return ExternalVmBuilder.builder().vmName("web").vmId(UUID).build();
    }

    private static ExternalVm onDisks(String... formats) {
        return ExternalVmBuilder.builder()
                .vmName("web")
                .vmId(UUID)
                .disks(IntStream.range(0, formats.length)
                        .mapToObj(index -> new ExternalDisk(
                                "disk",
                                "xvda",
                                "file",
                                "/images/" + index + "." + formats[index],
                                null,
                                null,
                                "RAW",
                                null,
                                1,
                                0,
                                formats[index],
                                null,
                                null))
                        .toList())
                .build();
    }
}
