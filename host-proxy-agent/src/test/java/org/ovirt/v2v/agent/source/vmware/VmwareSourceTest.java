package org.ovirt.v2v.agent.source.vmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.v2v.InputOptions;
import org.ovirt.v2v.model.rpc.SourceParams;
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
    void nothingIsPutOverTheSystemsFilesWhereItsOwnAuthoritiesCount() throws Exception {
        assertThat(source.mounts(params("vpx://127.0.0.1", TlsTrust.SYSTEM), folder))
                .isEmpty();
        assertThat(source.mounts(params("vpx://127.0.0.1", TlsTrust.NONE), folder))
                .isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private String asked(String uri, TlsTrust trust) {
        return source.input(params(uri, trust), MACHINE, Optional.empty())
                .source()
                .get(1);
    }

    private static SourceParams params(String uri, TlsTrust trust) {
        return new SourceParams(SourceUri.parse(uri), "admin", null, null, trust);
    }
}
