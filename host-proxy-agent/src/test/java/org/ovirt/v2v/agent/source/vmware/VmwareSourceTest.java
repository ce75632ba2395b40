package org.ovirt.v2v.agent.source.vmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.v2v.InputOptions;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalDiskBuilder;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;

/** virt-v2v reads a machine through the host that it is on, and trusts no more than the request says. */
class VmwareSourceTest {
    private static final TlsTrust PINNED = new TlsTrust(TlsTrust.Mode.PINNED, "the certificate");
    private static final String UUID = "265104de-1472-547c-b873-6dc7883fb6cb";
    private static final ExternalVm MACHINE =
            ExternalVmBuilder.builder().vmName("web").vmId(UUID).build();

    @TempDir
    private Path folder;

    private final VmwareSource source = new VmwareSource(TestingAddresses.HERE);

    @Test
    void theMachineIsReadAtTheExactAddressThatTheInventoryFound() {
        SourceUri exact = SourceUri.parse("vpx://admin@vcenter/DC/Cluster/esx-1");

        InputOptions input =
                source.input(params("vpx://vcenter", PINNED), MACHINE.withUri(exact), Optional.of(Path.of("/run/pw")));

        assertThat(input)
                .isEqualTo(new InputOptions(List.of("-ic", exact.toString()), Optional.of(Path.of("/run/pw")), UUID));
    }

    @Test
    void whereTheHostIsNotToldTheAddressOfTheRequestIsTakenWithItsTrustAndNothingElse() {
        assertThat(asked("vpx://somebody@vcenter/DC/esx?no_verify=1&proxy=evil", PINNED))
                .isEqualTo("vpx://admin@vcenter/DC/esx");
        assertThat(asked("esx://host", TlsTrust.NONE)).isEqualTo("esx://admin@host/?no_verify=1");
    }

    @Test
    void aMachineIsLookedForInAllOfAVcenterByItsMorefAndAtItsPlaceByAnythingElse() {
        SourceParams placed = params("vpx://vcenter/DC/Cluster/esx-1?no_verify=1", PINNED);

        assertThat(source.whereverItIs(placed, "vm-17").uri()).hasToString("vpx://vcenter/?no_verify=1");
        assertThat(source.whereverItIs(placed, "web")).isEqualTo(placed);
        assertThat(source.whereverItIs(placed, UUID)).isEqualTo(placed);
        SourceParams host = params("esx://host", PINNED);
        assertThat(source.whereverItIs(host, "17")).isEqualTo(host);
    }

    @Test
    void aDiskOnAnNvmeControllerIsRefusedWhereLibvirtDoesNotShowIt() throws Exception {
        ExternalVm nvme = MACHINE.withDisks(List.of(disk("sda"), disk("nvme0n1")));

        assertThat(problem("9000.0", "sata%d:%d", nvme)).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(FailureCode.TOOL_INCOMPLETE);
            assertThat(problem.message()).contains("[ds] web/nvme0n1.vmdk", "machine web", "libvirt 9.0.0");
            assertThat(problem.remedy()).contains("11.5", "SCSI");
        });
        assertThat(problem("11004.2", "", nvme)).isPresent();
        assertThat(problem("11005.0", "", nvme)).isEmpty();
        assertThat(problem("10010.0", "sata%d:%d nvme%d:%d", nvme))
                .as("mended by the distribution")
                .isEmpty();
        assertThat(problem("9000.0", "", MACHINE.withDisks(List.of(disk("sda")))))
                .isEmpty();
    }

    @Test
    void aLibvirtOfUnknownVersionIsTrusted() throws Exception {
        ExternalVm nvme = MACHINE.withDisks(List.of(disk("nvme0n1")));
        assertThat(problemOf(nvme)).as("no libvirt").isEmpty();

        Files.writeString(folder.resolve("libvirt.so.0"), "");
        assertThat(problemOf(nvme)).as("no version").isEmpty();

        Files.delete(folder.resolve("libvirt.so.0"));
        library(folder, "9000.0", "");
        assertThat(problemOf(nvme)).isPresent();
        library(Files.createDirectory(folder.resolve("x86_64-linux-gnu")), "11005.0", "");
        assertThat(problemOf(nvme)).as("two versions").isEmpty();
    }

    @Test
    void aLibvirtWithUuidsOfItsOwnIsToldToKeepToThoseOfTheBios() throws Exception {
        library(folder, "12003.1", "");
        assertThat(readBy(withLibvirt(), "vpx://vcenter", TlsTrust.NONE)).isEqualTo("vpx://admin@vcenter/?no_verify=1");

        library(folder, "12004.0", "");
        assertThat(readBy(withLibvirt(), "vpx://vcenter", TlsTrust.NONE))
                .isEqualTo("vpx://admin@vcenter/?no_verify=1&legacy_uuid=1");
        assertThat(readBy(withLibvirt(), "vpx://vcenter/DC/esx", PINNED))
                .isEqualTo("vpx://admin@vcenter/DC/esx?legacy_uuid=1");
    }

    @Test
    void aServerWithoutIpv4IsRefusedWhereLibvirtKnowsNothingElse() throws Exception {
        library(folder, "9000.0", "");
        assertThat(failure("vpx://[::1]:1")).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.TOOL_INCOMPLETE);
            assertThat(failure.message()).contains("::1 has no IPv4 address", "libvirt 9.0.0");
            assertThat(failure.remedy()).contains("IPv4", "12.1");
        });
        assertThat(failure("vpx://127.0.0.1:1").code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
        assertThat(problemOf(at("vpx://[::1]/DC/esx"))).map(Failure::code).contains(FailureCode.TOOL_INCOMPLETE);
        assertThat(problemOf(at("vpx://127.0.0.1/DC/esx"))).isEmpty();
        // another proxy host may read them
        assertThat(catchThrowableOfType(FailureException.class, () -> withLibvirt()
                                .names(params("vpx://[::1]:1", TlsTrust.NONE)))
                        .failure()
                        .code())
                .isEqualTo(FailureCode.SOURCE_UNREACHABLE);

        library(folder, "11010.0", "");
        assertThat(failure("vpx://[::1]:1").code())
                .as("may be mended by the distribution")
                .isEqualTo(FailureCode.SOURCE_UNREACHABLE);
    }

    @Test
    void nothingIsPutOverTheSystemsFilesWhereItsOwnAuthoritiesCount() throws Exception {
        assertThat(source.mounts(params("vpx://127.0.0.1", TlsTrust.SYSTEM), folder))
                .isEmpty();
        assertThat(source.mounts(params("vpx://127.0.0.1", TlsTrust.NONE), folder))
                .isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private String asked(String uri, TlsTrust trust) {
        return readBy(source, uri, trust);
    }

    private static String readBy(VmwareSource source, String uri, TlsTrust trust) {
        return source.input(params(uri, trust), MACHINE, Optional.empty())
                .source()
                .get(1);
    }

    private Optional<Failure> problem(String version, String code, ExternalVm machine) throws IOException {
        library(folder, version, code);
        return problemOf(machine);
    }

    private Optional<Failure> problemOf(ExternalVm machine) {
        return withLibvirt().machineProblem(V2vCapabilities.parse(List.of()), machine);
    }

    private static ExternalVm at(String uri) {
        return ExternalVmBuilder.builder()
                .vmName("web")
                .vmId(UUID)
                .uri(SourceUri.parse(uri))
                .build();
    }

    private Failure failure(String uri) {
        VmwareSource asked = withLibvirt();
        return catchThrowableOfType(FailureException.class, () -> asked.describe(params(uri, TlsTrust.NONE)))
                .failure();
    }

    private VmwareSource withLibvirt() {
        return new VmwareSource(TestingAddresses.HERE, new HostLibvirt(List.of(folder)));
    }

    /** As distributions install it: a link by which it is loaded, to a file with the version. */
    private static void library(Path folder, String version, String code) throws IOException {
        Path file = Files.writeString(folder.resolve("libvirt.so.0." + version), code);
        Path link = folder.resolve("libvirt.so.0");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, file.getFileName());
    }

    private static ExternalDisk disk(String device) {
        return ExternalDiskBuilder.builder()
                .type("disk")
                .dev(device)
                .alias("[ds] web/" + device + ".vmdk")
                .build();
    }

    private static SourceParams params(String uri, TlsTrust trust) {
        return new SourceParams(SourceUri.parse(uri), "admin", null, null, trust);
    }
}
