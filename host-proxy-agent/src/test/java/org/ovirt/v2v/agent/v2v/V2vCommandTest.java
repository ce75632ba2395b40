package org.ovirt.v2v.agent.v2v;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.source.ExternalNic;
import org.ovirt.v2v.model.source.ExternalVmBuilder;
import org.ovirt.v2v.model.source.SourceUri;

/** virt-v2v is called with a list of arguments in the spelling of the version that is installed. */
class V2vCommandTest {
    private static final String MACHINE = "265104de-1472-547c-b873-6dc7883fb6cb";

    private static final V2vCapabilities BY_MAC = V2vCapabilities.parse(List.of("mac-option"));

    private static ExternalNic nic(String mac, String network) {
        return new ExternalNic("bridge", mac, network, "eth", "vmxnet3");
    }

    @Test
    void callsANewVirtV2v() {
        V2vCapabilities capabilities = V2vCapabilities.parse(List.of("virt-v2v", "io/oo", "output:rhv"));

        assertThat(command(new NetworkMapping("VM Network", "ovirtmgmt"), new NetworkMapping("", "other"))
                        .arguments(capabilities))
                .containsExactly(
                        "virt-v2v",
                        "--machine-readable=file:/jobs/1/v2v.json",
                        "--root",
                        "first",
                        "-ic",
                        "vpx://user%40vsphere.local@vc/DC/esx?no_verify=1",
                        "-ip",
                        "/dev/shm/pw",
                        "-o",
                        "rhv",
                        "-os",
                        "/export/.v2v/1",
                        "-of",
                        "qcow2",
                        "-oa",
                        "preallocated",
                        "-on",
                        "web",
                        "--network",
                        "VM Network:ovirtmgmt",
                        "--bridge",
                        "VM Network:ovirtmgmt",
                        "--network",
                        "other",
                        "--bridge",
                        "other",
                        MACHINE);
    }

    @Test
    void callsAnOldVirtV2vByItsOwnSpelling() {
        V2vCapabilities capabilities = V2vCapabilities.parse(List.of("virt-v2v", "output:rhev"));

        assertThat(command("rhev").arguments(capabilities))
                .contains("--machine-readable", "--password-file", "rhev")
                .doesNotContain("-ip");
    }

    @Test
    void namesEachInterfaceByItsMacAddress() {
        NetworkOptions networks = new NetworkOptions(
                List.of(new NetworkMapping("a:b", "prod"), new NetworkMapping("", "other:net")),
                List.of(nic("00:50:56:00:00:0A", "a:b"), nic("00:50:56:00:00:02", "DMZ"), nic(null, "a")));

        assertThat(networks.arguments(BY_MAC))
                .containsExactly(
                        "--mac", "00:50:56:00:00:0a:network:prod", "--mac", "00:50:56:00:00:02:network:other:net");
    }

    @Test
    void givesAnInterfaceThatNobodyMapsTheNameThatTheSourceHasForItsNetwork() {
        assertThat(new NetworkOptions(List.of(), List.of(nic("00:50:56:00:00:01", "DVPG 1"))).arguments(BY_MAC))
                .containsExactly("--mac", "00:50:56:00:00:01:network:DVPG 1");
    }

    @Test
    void fallsBackToNamesWhereMacAddressesDoNotTellInterfacesApart() {
        NetworkMapping mapping = new NetworkMapping("a", "prod");
        List<ExternalNic> same = List.of(nic("00:50:56:00:00:01", "a"), nic("00:50:56:00:00:01", "b"));

        for (List<ExternalNic> nics : List.of(same, List.of(nic("", "a")), List.of(nic("00:00:00:00:00:00", "a")))) {
            assertThat(new NetworkOptions(List.of(mapping), nics).arguments(BY_MAC))
                    .containsExactly("--network", "a:prod", "--bridge", "a:prod");
        }
        // and where virt-v2v cannot
        assertThat(new NetworkOptions(List.of(mapping), List.of(nic("00:50:56:00:00:01", "a")))
                        .arguments(V2vCapabilities.parse(List.of())))
                .doesNotContain("--mac");
    }

    @Test
    void refusesANetworkWithAColonOnlyIfItHasToBeNamed() {
        NetworkOptions networks = new NetworkOptions(List.of(new NetworkMapping("a:b", "prod")));
        List<ExternalNic> nics = List.of(nic("00:50:56:00:00:01", "a:b"));

        assertThat(networks.on(nics, BY_MAC).arguments(BY_MAC)).hasSize(2);
        assertThatThrownBy(() -> networks.on(nics, V2vCapabilities.parse(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("colon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "tab\t"})
    void refusesNetworkNamesThatVirtV2vWouldMisread(String source) {
        assertThatThrownBy(() -> command(new NetworkMapping(source, "ovirtmgmt")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesANetworkThatIsMappedTwice() {
        assertThatThrownBy(() -> command(new NetworkMapping("a", "b"), new NetworkMapping("a", "c")))
                .hasMessageContaining("\"a\" is mapped twice");
    }

    @ParameterizedTest
    @CsvSource({
        "web, web",
        "--help, _-help",
        "büro server+1 (50%/a&b), büro_server_1__50__a_b_",
        "..hidden, _.hidden",
        "a.b_c-d, a.b_c-d"
    })
    void makesNamesThatOvirtAccepts(String wanted, String valid) {
        assertThat(MachineName.valid(wanted)).isEqualTo(valid);
    }

    @Test
    void isolatesTemporaryFilesButSharesTheAppliance() {
        assertThat(environment(Optional.empty()).variables())
                .containsEntry("LC_ALL", "C.UTF-8")
                .containsEntry("LIBGUESTFS_BACKEND", "direct")
                .containsEntry("LIBGUESTFS_BACKEND_SETTINGS", "force_tcg")
                .containsEntry("LIBGUESTFS_CACHEDIR", "/var/tmp")
                .containsEntry("TMPDIR", "/var/tmp/j")
                .containsEntry("VIRT_V2V_TMPDIR", "/var/tmp/j")
                .containsEntry("VIRTIO_WIN", "/w.iso");
    }

    @Test
    void onlySmallTemporaryFilesAreInMemoryWhereTheyMayHoldAPassword() {
        assertThat(environment(Optional.of(Path.of("/var/tmp/j/m"))).variables())
                .containsEntry("TMPDIR", "/var/tmp/j/m")
                .containsEntry("LIBGUESTFS_TMPDIR", "/var/tmp/j")
                .containsEntry("VIRT_V2V_TMPDIR", "/var/tmp/j");
    }

    private static V2vEnvironment environment(Optional<Path> secretTemp) {
        return new V2vEnvironment(
                Path.of("/var/tmp/j"), secretTemp, Path.of("/var/tmp"), true, Optional.of(Path.of("/w.iso")), false);
    }

    /** Else virt-v2v 1.42 to 1.45 refuses every Xen host: "ssh-agent authentication has not been set up". */
    @Test
    void anOldVirtV2vIsShownThePlaceOfAnSshAgent() {
        V2vCapabilities old = new V2vCapabilities(Set.of("virt-v2v", "io/oo", "xen-ssh"));
        V2vCapabilities later = new V2vCapabilities(Set.of("virt-v2v", "virt-v2v-2.0", "io/oo", "xen-ssh"));

        assertThat(environment(old).variables()).containsEntry("SSH_AUTH_SOCK", "/var/tmp/j/no-agent");
        assertThat(environment(later).variables()).doesNotContainKey("SSH_AUTH_SOCK");
    }

    private static V2vEnvironment environment(V2vCapabilities capabilities) {
        return new V2vEnvironment(
                Path.of("/var/tmp/j"),
                Optional.empty(),
                Path.of("/var/tmp"),
                true,
                Optional.empty(),
                capabilities.asksForSshAgent());
    }

    private static V2vCommand command(NetworkMapping... networks) {
        return command("rhv", networks);
    }

    private static V2vCommand command(String mode, NetworkMapping... networks) {
        return new V2vCommand(
                "virt-v2v",
                InputOptions.libvirt(
                        SourceUri.parse("vpx://user%40vsphere.local@vc/DC/esx?no_verify=1"),
                        ExternalVmBuilder.builder().vmName("web").vmId(MACHINE).build(),
                        Optional.of(Path.of("/dev/shm/pw"))),
                new OutputOptions(mode, Path.of("/export/.v2v/1"), DiskFormat.COW, Allocation.PREALLOCATED, "web"),
                new NetworkOptions(List.of(networks)),
                Path.of("/jobs/1/v2v.json"));
    }
}
