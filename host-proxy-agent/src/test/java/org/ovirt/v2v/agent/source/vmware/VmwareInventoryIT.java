package org.ovirt.v2v.agent.source.vmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.source.VmLookup;
import org.ovirt.v2v.agent.source.tls.SourceCertificates;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.TestingVCenter;

/** Against the simulated vCenter. */
class VmwareInventoryIT {
    private static final int MOST_REQUESTS = 4;
    private static final int MOST_REQUESTS_FOR_NAMED = 7;

    private static final long THIN_DISK = 1L << 30;

    /** Beside it there are a descriptor and whole blocks of a file system. */
    private static final int USED = 1 << 20;

    private final VmwareSource inventory = new VmwareSource(TestingAddresses.HERE);

    @Test
    void threeHundredMachinesNeedFewRequests() throws Exception {
        try (TestingVCenter vcenter =
                TestingVCenter.builder().machines(300).hosts(4).start()) {
            List<ExternalVm> machines = inventory.machines(source(vcenter, TestingVCenter.PASSWORD));

            assertThat(machines).hasSizeGreaterThanOrEqualTo(300);
            assertThat(vcenter.requests()).isLessThanOrEqualTo(MOST_REQUESTS);
            assertThat(machines).allSatisfy(machine -> {
                assertThat(machine.uri()).isNotNull();
                assertThat(machine.disks()).isNotEmpty();
                assertThat(machine.networks()).isNotEmpty();
            });
        }
    }

    @Test
    void namedMachinesAreToldAsInTheListOfAllAndNeedFewRequests() throws Exception {
        try (TestingVCenter vcenter =
                TestingVCenter.builder().machines(50).hosts(4).folders().start()) {
            SourceParams all = source(vcenter, TestingVCenter.PASSWORD);
            ExternalVm wanted = find(inventory.machines(all), "DC0_C0_RP0_VM7");

            for (String text :
                    List.of(wanted.moref(), wanted.vmId(), wanted.vmId().toUpperCase(Locale.ROOT), wanted.vmName())) {
                long before = vcenter.requests();
                assertThat(inventory.machines(named(all, List.of(text)))).containsExactly(wanted);
                assertThat(vcenter.requests() - before).as(text).isLessThanOrEqualTo(MOST_REQUESTS_FOR_NAMED);
            }
            // one that is not there keeps none of the others from being found
            assertThat(inventory.machines(named(all, List.of("vm-999999", wanted.moref(), "nobody"))))
                    .containsExactly(wanted);
        }
    }

    @Test
    void manyNamedMachinesNeedNoMoreRequestsThanOne() throws Exception {
        try (TestingVCenter vcenter = TestingVCenter.builder()
                .machines(50)
                .sameUuid("DC0_C0_RP0_VM3", "DC0_C0_RP0_VM4")
                .start()) {
            SourceParams all = source(vcenter, TestingVCenter.PASSWORD);
            List<ExternalVm> machines = inventory.machines(all);
            List<String> morefs = machines.stream()
                    .filter(machine -> !machine.vmName().endsWith("VM4"))
                    .map(ExternalVm::moref)
                    .toList();
            long before = vcenter.requests();

            List<ExternalVm> found = inventory.machines(named(all, morefs.subList(0, 40)));

            assertThat(found).isSubsetOf(machines).hasSize(40);
            assertThat(find(found, "DC0_C0_RP0_VM3").uuidSharedWith()).hasSize(1);
            assertThat(vcenter.requests() - before).isLessThanOrEqualTo(MOST_REQUESTS_FOR_NAMED);
        }
    }

    @Test
    void aNamedMachineIsToldWithWhatItsThinDiskTakesAtTheSource(@TempDir Path folder) throws Exception {
        Path image = folder.resolve("thin");
        try (FileChannel file = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(USED));
            file.write(ByteBuffer.allocate(1), THIN_DISK - 1);
        }
        try (TestingVCenter vcenter = TestingVCenter.builder()
                .disk(image, TestingVCenter.FIRST_MACHINE)
                .start()) {
            SourceParams all = source(vcenter, TestingVCenter.PASSWORD);

            List<ExternalVm> machines = inventory.machines(named(all, List.of(TestingVCenter.FIRST_MACHINE)));

            assertThat(machines).singleElement().satisfies(machine -> assertThat(machine.disks())
                    .singleElement()
                    .satisfies(disk -> {
                        assertThat(disk.backing()).isEqualTo("thin");
                        assertThat(disk.capacity()).isEqualTo(THIN_DISK);
                        assertThat(disk.allocation()).isBetween((long) USED, 2L * USED);
                    }));
        }
    }

    @Test
    void namesAsPeopleSeeThemComeWithAUriAsLibvirtWantsIt() throws Exception {
        try (TestingVCenter vcenter =
                TestingVCenter.builder().folders().specialNames().start()) {
            ExternalVm machine =
                    VmLookup.find(inventory, source(vcenter, TestingVCenter.PASSWORD), TestingVCenter.SPECIAL_MACHINE);

            assertThat(machine.datacenter()).endsWith(TestingVCenter.SPECIAL_DATACENTER);
            assertThat(machine.cluster()).isEqualTo(TestingVCenter.SPECIAL_CLUSTER);
            assertThat(machine.folder()).contains(TestingVCenter.SPECIAL_FOLDER);
            assertThat(machine.uri().toString()).contains("/Cluster%2BA%20100%2525/");
            assertThat(LibvirtNames.list(machine.uri(), TestingVCenter.PASSWORD))
                    .contains(TestingVCenter.SPECIAL_MACHINE);
        }
    }

    @Test
    void machinesThatShareAUuidNameEachOtherWhereverTheyAre() throws Exception {
        String first = TestingVCenter.FIRST_MACHINE;
        try (TestingVCenter vcenter = TestingVCenter.builder()
                .datacenters(2)
                .sameUuid(first, "DC1_C0_RP0_VM1", "DC0_C0_RP0_VM1:template")
                .start()) {
            SourceParams all = source(vcenter, TestingVCenter.PASSWORD);
            List<ExternalVm> machines = inventory.machines(all);
            ExternalVm copied = find(machines, first);
            ExternalVm copy = find(machines, "DC1_C0_RP0_VM1");

            assertThat(copied.vmId()).isEqualTo(copy.vmId());
            assertThat(copied.uuidSharedWith())
                    .containsExactlyInAnyOrder(
                            copy.vmName() + " (" + copy.moref() + " in DC1)",
                            "the template DC0_C0_RP0_VM1 (" + template(copy) + " in DC0)");
            // one machine of one host is asked for: the others are elsewhere, and count all the same
            SourceParams one = all.withUri(copied.uri()).withVmNames(List.of(copied.moref()));
            assertThat(inventory.machines(one)).containsExactly(copied);
            assertThat(find(machines, "DC0_C0_RP0_VM2").uuidSharedWith()).isNull();
        }
    }

    private static SourceParams named(SourceParams all, List<String> machines) {
        return all.withVmNames(machines);
    }

    private static ExternalVm find(List<ExternalVm> machines, String name) {
        return machines.stream()
                .filter(machine -> machine.vmName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A template is not listed; the description of what shares its UUID tells its reference. */
    private static String template(ExternalVm copy) {
        return copy.uuidSharedWith().stream()
                .filter(other -> other.startsWith("the template "))
                .map(other -> other.replaceAll(".*\\((vm-\\d+) .*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (TestingVCenter vcenter = TestingVCenter.start()) {
            Failure failure = catchThrowableOfType(
                            FailureException.class, () -> inventory.names(source(vcenter, "wrong")))
                    .failure();

            assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_CREDENTIALS_REFUSED);
            assertThat(failure.message()).contains(TestingVCenter.USER);
        }
    }

    @Test
    void theCertificateThatIsShownCanBePinned() throws Exception {
        try (TestingVCenter vcenter = TestingVCenter.start()) {
            SourceUri uri = SourceUri.parse("vpx://" + vcenter.address() + "/");
            String shown = new SourceCertificates(TestingAddresses.HERE).fetch(uri);

            assertThat(shown.strip()).isEqualTo(vcenter.certificate().strip());
            SourceParams pinned = new SourceParams(
                    uri,
                    TestingVCenter.USER,
                    new Secret(TestingVCenter.PASSWORD),
                    null,
                    new TlsTrust(TlsTrust.Mode.PINNED, shown));
            assertThat(inventory.names(pinned)).contains(TestingVCenter.FIRST_MACHINE);
        }
    }

    private static SourceParams source(TestingVCenter vcenter, String password) {
        return new SourceParams(
                SourceUri.parse("vpx://" + vcenter.address() + "/"),
                TestingVCenter.USER,
                new Secret(password),
                null,
                TlsTrust.NONE);
    }
}
