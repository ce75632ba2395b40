package org.ovirt.v2v.agent.source.vmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.source.VmLookup;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalNic;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;

/** Estates and errors that the simulated vCenter does not have. */
class VmwareInventoryTest {
    private static final String PASSWORD = "p<&>\"'w";

    private final VmwareSource inventory = new VmwareSource(TestingAddresses.HERE);

    private TestingVim vim;

    @BeforeEach
    void startServer() throws Exception {
        vim = TestingVim.start();
        vim.answer("RetrievePropertiesEx", estate("odd-estate-1.xml"));
        vim.answer("ContinueRetrievePropertiesEx", estate("odd-estate-2.xml"));
    }

    @AfterEach
    void stopServer() {
        vim.close();
    }

    @Test
    void everyMachineOfEveryPageIsListedButNoTemplate() throws Exception {
        assertThat(inventory.machines(source("")))
                .extracting(ExternalVm::vmName)
                .containsExactly("a/b 100% c\\d", "asleep", "odd", "twin", "twin", "vm-7");
        await().untilAsserted(() -> assertThat(vim.calls())
                .containsExactly(
                        "RetrieveServiceContent",
                        "Login",
                        "CreateContainerView",
                        "RetrievePropertiesEx",
                        "ContinueRetrievePropertiesEx",
                        "Logout"));
    }

    /** As vCenters from 7.0.3 to 8.0.2 do with users without a role on the root folder (govmomi #3455). */
    @Test
    void aUserWhoGetsNoSecondPageIsGivenAllAtOnce() throws Exception {
        vim.fault("ContinueRetrievePropertiesEx", "NoPermission", "Permission to perform this operation was denied.");
        vim.answer(
                "RetrieveProperties",
                (estate("odd-estate-1.xml") + estate("odd-estate-2.xml"))
                        .replaceAll("</?returnval>|<token>page-2</token>", "")
                        .replace("<objects>", "<returnval>")
                        .replace("</objects>", "</returnval>"));

        List<ExternalVm> machines = inventory.machines(source(""));

        vim.answer("ContinueRetrievePropertiesEx", estate("odd-estate-2.xml"));
        assertThat(machines).hasSize(6).isEqualTo(inventory.machines(source("")));
        assertThat(vim.bodies())
                .filteredOn(body -> body.contains("<RetrieveProperties "))
                .singleElement()
                .asString()
                .contains("ContainerView\">view-1", "config.hardware.device")
                .doesNotContain("maxObjects");
    }

    @Test
    void aPlaceThatDoesNotExistIsNotOneWithoutMachines() throws Exception {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> inventory.machines(source("Nowhere/esx9.example")),
                () -> inventory.names(source("Nowhere/esx9.example")))) {
            Failure failure = failureOf(call);
            assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_ERROR);
            assertThat(failure.message()).contains("no host at /Nowhere/esx9.example of 127.0.0.1");
        }
    }

    @Test
    void noNamesMeanAllMachines() throws Exception {
        assertThat(inventory.machines(source("").withVmNames(List.of())))
                .isEqualTo(inventory.machines(source("")))
                .isNotEmpty();
    }

    @Test
    void theUriLeadsThroughFoldersAndClusterToTheHost() throws Exception {
        assertThat(inventory.machines(source("")))
                .filteredOn(machine -> List.of("vm-1", "vm-3").contains(machine.moref()))
                .extracting(
                        machine -> machine.uri().toString(),
                        ExternalVm::host,
                        ExternalVm::cluster,
                        ExternalVm::datacenter)
                .containsExactly(
                        // libvirt decodes once and compares with the stored name, which has %2f in it
                        tuple(
                                "vpx://DOM%5Cme@127.0.0.1:" + vim.port()
                                        + "/World/Europe/Berlin/Gold%20hosts/Cluster%252f1/esx1.example?no_verify=1",
                                "esx1.example",
                                "Cluster/1",
                                "World/Europe/Berlin"),
                        tuple(
                                "vpx://DOM%5Cme@127.0.0.1:" + vim.port() + "/Edge/esx2.example?no_verify=1",
                                "esx2.example",
                                null,
                                "Edge"));
    }

    /** A role on folders of machines only: libvirt needs the whole way to the host, and refuses a shorter one. */
    @Test
    void aHostThatTheUserMayNotSeeHasNoUri() throws Exception {
        String around = estate("odd-estate-2.xml");
        String withoutHost =
                around.replace("<obj type=\"HostSystem\">host-1</obj>", "<obj type=\"HostSystem\">host-9</obj>");
        String nameless = around.replace("<val xsi:type=\"xsd:string\">esx1.example</val>", "");
        String withoutDatacenter = around.replace("<val xsi:type=\"xsd:string\">Berlin</val>", "");
        for (String seen : List.of(withoutHost, nameless, withoutDatacenter)) {
            vim.answer("ContinueRetrievePropertiesEx", seen);

            ExternalVm odd = machine("odd");

            assertThat(odd.uri()).isNull();
            assertThat(odd.host()).isNull();
            assertThat(odd.hostAbsence(source("").uri()))
                    .map(Failure::code)
                    .contains(FailureCode.SOURCE_CREDENTIALS_REFUSED);
            assertThat(odd.hostAbsence(source("Edge/esx2.example").uri())).isEmpty();
        }
    }

    @Test
    void foldersAreToldFromTheDatacenterDown() throws Exception {
        assertThat(inventory.machines(source("")))
                .filteredOn(machine -> List.of("vm-1", "vm-2").contains(machine.moref()))
                .extracting(ExternalVm::folder)
                .containsExactly("Production/Web/Mail", "");
    }

    @Test
    void disksComeInLibvirtsOrderWithSizesAndBacking() throws Exception {
        assertThat(machine("odd").disks())
                .extracting(
                        ExternalDisk::dev,
                        ExternalDisk::alias,
                        ExternalDisk::capacity,
                        ExternalDisk::allocation,
                        ExternalDisk::backing,
                        ExternalDisk::datastore)
                .containsExactly(
                        tuple("sda", "[ds] odd/odd-000002.vmdk", 10_737_418_240L, 10_737_418_240L, "flat", "ds"),
                        tuple(
                                "sdw",
                                "[ds %2f 1] odd/rdm.vmdk",
                                1_099_511_627_776L,
                                1_099_511_627_776L,
                                "rdm-physical",
                                "ds / 1"),
                        tuple("sda", "[ds] odd/sata.vmdk", 4096L, 0L, "sesparse", "ds"),
                        tuple("nvme0n1", "[ds] odd/nvme.vmdk", 8192L, 8192L, "flat", "ds"),
                        tuple("hdb", "[ds] odd/ide.vmdk", 1_048_576L, 0L, "thin", "ds"));
    }

    /** A paravirtual controller has 64 units, and libvirt takes one controller after the other. */
    @Test
    void manyDisksOnAControllerComeBeforeThoseOfTheNext() throws Exception {
        vim.answer(
                "RetrievePropertiesEx",
                estate("odd-estate-1.xml")
                        .replace(
                                "<controllerKey>1000</controllerKey><unitNumber>0<",
                                "<controllerKey>1000</controllerKey><unitNumber>17<")
                        .replace(
                                "<controllerKey>1001</controllerKey><unitNumber>8<",
                                "<controllerKey>1001</controllerKey><unitNumber>0<"));

        assertThat(machine("odd").disks())
                .extracting(ExternalDisk::alias)
                .startsWith("[ds] odd/odd-000002.vmdk", "[ds %2f 1] odd/rdm.vmdk");
    }

    @Test
    void aDiskThatHoldsOnlyTheChangesSinceASnapshotTellsOfWhat() throws Exception {
        ExternalVm odd = machine("odd");

        assertThat(odd.disks())
                .extracting(ExternalDisk::parent)
                .containsExactly("[ds] odd/odd.vmdk", null, null, null, null);
        assertThat(odd.diskProblem()).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(FailureCode.SOURCE_ERROR);
            assertThat(problem.message()).contains("[ds] odd/odd-000002.vmdk", "the machine odd", "[ds] odd/odd.vmdk");
            assertThat(problem.remedy()).contains("Delete (consolidate)", "full clone");
        });
    }

    @Test
    void networkCardsTellTheirNetworkWhateverItsKind() throws Exception {
        assertThat(machine("odd").networks())
                .extracting(ExternalNic::bridge, ExternalNic::model, ExternalNic::macAddr)
                .containsExactly(
                        tuple("VM Network", "vmxnet3", "00:50:56:00:00:01"),
                        tuple("prod / vlan 12", "e1000e", "00:50:56:00:00:02"),
                        tuple("segment-9", "e1000", "00:50:56:00:00:03"),
                        tuple("gone network", "vlance", "00:50:56:00:00:04"));
    }

    /** One that is asked for by its reference comes without a name then. */
    @Test
    void aNetworkThatTheUserMayNotSeeIsCalledAsTheCardCallsIt() throws Exception {
        vim.answer(
                "ContinueRetrievePropertiesEx",
                estate("odd-estate-2.xml").replace("<val xsi:type=\"xsd:string\">VM Network</val>", ""));

        assertThat(machine("odd").networks()).first().returns("VM Network", ExternalNic::bridge);
    }

    @Test
    void firmwareSnapshotsAndPowerStateAreTold() throws Exception {
        ExternalVm odd = machine("odd");

        assertThat(odd.firmware()).isEqualTo("uefi");
        assertThat(odd.hasSnapshots()).isTrue();
        assertThat(odd.isDown()).isTrue();
        assertThat(machine("asleep").isDown()).isFalse();
        assertThat(machine("asleep").hasSnapshots()).isFalse();
    }

    @Test
    void aMachineOfWhichOnlyTheReferenceIsKnownIsListedAllTheSame() throws Exception {
        ExternalVm lost = machine("vm-7");

        assertThat(lost.uri()).isNull();
        assertThat(lost.disks()).isEmpty();
    }

    @Test
    void aPathInTheUriRestrictsTheListToItsHost() throws Exception {
        assertThat(inventory.machines(source("Edge/esx2.example")))
                .extracting(ExternalVm::moref)
                .containsExactly("vm-3");
        assertThat(inventory.names(source("World/Europe/Berlin/Gold%20hosts/Cluster%2F1/esx1.example")))
                .containsExactly("a/b 100% c\\d", "asleep", "odd", "twin");
    }

    @Test
    void aMachineIsFoundByReferenceUuidOrNameUnlessTheNameIsAmbiguous() throws Exception {
        assertThat(VmLookup.find(inventory, source(""), "vm-4").vmId()).endsWith("4");
        assertThat(VmLookup.find(inventory, source(""), "4201AAAA-0000-0000-0000-000000000003")
                        .moref())
                .isEqualTo("vm-3");
        assertThat(VmLookup.find(inventory, source(""), "odd").moref()).isEqualTo("vm-1");
        assertThat(failureOf(() -> VmLookup.find(inventory, source(""), "nobody"))
                        .code())
                .isEqualTo(FailureCode.VM_NOT_FOUND);
        assertThat(failureOf(() -> VmLookup.find(inventory, source(""), "twin")).message())
                .contains("2 machines", "vm-3 (Edge/", "vm-4 (World/Europe/Berlin/");
    }

    @Test
    void aMachineIsLookedUpByItsReferenceWithoutAListOfAll() throws Exception {
        vim.answer(
                "RetrieveServiceContent",
                TestingVim.contentWith("<searchIndex type=\"SearchIndex\">index</searchIndex>"));
        vim.answer("FindAllByUuid", "<returnval type=\"VirtualMachine\">vm-4</returnval>");
        vim.answer("RetrievePropertiesEx", estate("odd-estate-1.xml").replace("<token>page-2</token>", ""));

        assertThat(VmLookup.find(inventory, source(""), "vm-4").vmName()).isEqualTo("twin");
        assertThat(vim.calls()).doesNotContain("CreateContainerView");
    }

    /** By the path that was noted when the import was asked for. */
    @Test
    void aMachineThatWasMovedToAnotherHostIsFoundThere() throws Exception {
        SourceParams noted = source("Edge/esx2.example");

        assertThat(failureOf(() -> VmLookup.find(inventory, noted, "vm-4")).code())
                .isEqualTo(FailureCode.VM_NOT_FOUND);
        assertThat(VmLookup.find(inventory, inventory.whereverItIs(noted, "vm-4"), "vm-4")
                        .uri()
                        .path())
                .last()
                .isEqualTo("esx1.example");
    }

    @Test
    void aNameIsLookedForAmongNamesOnly() throws Exception {
        VmLookup.find(inventory, source(""), "odd");

        assertThat(vim.bodies())
                .filteredOn(body -> body.contains("ContainerView\">view-1"))
                .hasSize(1)
                .allSatisfy(body -> assertThat(body).contains("config.uuid").doesNotContain("config.hardware"));
    }

    @Test
    void whatLiesAroundAMachineIsReadFromAViewIfOneOfItMayNotBeSeen() throws Exception {
        String machines = estate("odd-estate-1.xml").replace("<token>page-2</token>", "");
        String all = machines.replace("</returnval>", "")
                + estate("odd-estate-2.xml").replace("<returnval>", "");
        vim.answer("RetrievePropertiesEx", machines, machines)
                .thenFault("RetrievePropertiesEx", "NoPermission", "Permission to perform this operation was denied.")
                .thenAnswer("RetrievePropertiesEx", all);

        ExternalVm found = VmLookup.find(inventory, source(""), "odd");

        assertThat(found.host()).isEqualTo("esx1.example");
    }

    @Test
    void theSessionIsEndedEvenIfListingFails() {
        vim.fault("RetrievePropertiesEx", "RuntimeFault", "database is down");

        Failure failure = failureOf(() -> inventory.machines(source("")));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_ERROR);
        assertThat(failure.message()).contains("127.0.0.1", "database is down");
        await().untilAsserted(() -> assertThat(vim.calls()).last().isEqualTo("Logout"));
    }

    /** A role on the root folder or on a datacenter does; but a session is the server's. */
    @Test
    void whatTheUserMayNotDoIsNamed() throws FailureException {
        vim.answer(
                "RetrievePropertiesEx",
                "<returnval><objects><obj type=\"Datacenter\">datacenter-2</obj><propSet><name>name</name><val>Berlin</val>"
                        + "</propSet></objects></returnval>");
        vim.answer(
                "HasPrivilegeOnEntities",
                privileges("Folder\">group-d1", "Datastore.FileManagement")
                        + privileges("Datacenter\">datacenter-2", "Datastore.Browse", "Sessions.ValidateSession"));

        SourceDescription described = inventory.describe(source(""));

        assertThat(described.missingPrivileges())
                .containsExactly(
                        "Sessions.ValidateSession",
                        "VirtualMachine.Interact.GuestControl",
                        "VirtualMachine.Provisioning.DiskRandomAccess",
                        "VirtualMachine.Provisioning.DiskRandomRead");
        assertThat(vim.bodies())
                .anyMatch(body -> body.contains("<entity type=\"Folder\">group-d1</entity>"
                                + "<entity type=\"Datacenter\">datacenter-2</entity><sessionId>52</sessionId>")
                        && body.contains("<privId>VirtualMachine.Provisioning.DiskRandomRead</privId>"));
    }

    private static String privileges(String entity, String... granted) {
        return "<returnval><entity type=\"" + entity + "</entity>"
                + Privileges.NEEDED.stream()
                        .map(privilege -> "<privAvailability><privId>" + privilege + "</privId><isGranted>"
                                + List.of(granted).contains(privilege) + "</isGranted></privAvailability>")
                        .collect(Collectors.joining())
                + "</returnval>";
    }

    @Test
    void aServerThatDoesNotTellRightsIsReachedAllTheSame() throws FailureException {
        vim.answer("RetrievePropertiesEx", "");
        vim.fault("HasPrivilegeOnEntities", "NotSupported", "not here");

        assertThat(inventory.describe(source("")).missingPrivileges()).isNull();
    }

    @Test
    void userAndPasswordAreEscapedAndTheirRefusalNamesTheUserOnly() {
        vim.fault("Login", "InvalidLogin", "Cannot complete login");

        Failure failure = failureOf(() -> inventory.names(source("")));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_CREDENTIALS_REFUSED);
        assertThat(failure.message()).contains("DOM\\me", "127.0.0.1");
        assertThat(failure.toString()).doesNotContain(PASSWORD);
        assertThat(vim.bodies()).last().asString().contains("<password>p&#60;&#38;&#62;&#34;'w</password>");
    }

    @Test
    void aUserWithoutPermissionIsToldWhichRoleIsNeeded() {
        vim.fault("CreateContainerView", "NoPermission", "Permission to perform this operation was denied.");

        assertThat(failureOf(() -> inventory.names(source(""))).remedy()).contains("Read-only");
    }

    @Test
    void whatIsNoVcenterIsCalledSo() {
        for (String page : List.of("<html><body>It works!</body></html>", "", "404", "<a><b></a>")) {
            vim.raw("RetrieveServiceContent", page.equals("404") ? 404 : 200, page);

            assertThat(failureOf(() -> inventory.names(source(""))).code())
                    .as(page)
                    .isEqualTo(FailureCode.SOURCE_NOT_A_VCENTER);
        }
    }

    @Test
    void anAnswerWithEntitiesIsRefused() {
        vim.raw("RetrieveServiceContent", 200, "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>");

        assertThat(failureOf(() -> inventory.names(source(""))).message()).contains("document types are not allowed");
    }

    @Test
    void aVcenterThatIsStartingIsReportedAsNotReady() {
        vim.raw("RetrieveServiceContent", 503, "Service Unavailable");

        Failure failure = failureOf(() -> inventory.names(source("")));

        assertThat(failure.message()).contains("not ready", "503");
        assertThat(failure.code().isTransient()).as("tried again by itself").isTrue();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aServerThatAcceptsAndSaysNothingIsUnreachable() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            SourceParams source = params("vpx://127.0.0.1:" + silent.getLocalPort() + "/", TlsTrust.NONE);

            assertThat(failureOf(() -> inventory.names(source)).code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aListThatTakesTooLongIsNotTheServersAbsence() {
        CountDownLatch never = new CountDownLatch(1);
        vim.holding("ContinueRetrievePropertiesEx", never);
        VmwareSource hurried = new VmwareSource(new ListingTurns(), TestingAddresses.HERE, Duration.ofSeconds(3));
        try {
            Failure failure = failureOf(() -> hurried.machines(source("")));

            assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_ERROR);
            assertThat(failure.message()).isEqualTo("The list of machines of 127.0.0.1 was not finished within 3 s.");
            assertThat(failure.remedy()).contains("see fewer of them", "imported without a list");
        } finally {
            never.countDown();
        }
    }

    @Test
    void onlyThePinnedCertificateIsTrusted() throws Exception {
        assertThat(inventory.names(pinned("127.0.0.1", vim.certificate()))).isNotEmpty();
        try (TestingVim other = TestingVim.start("-2d")) {
            assertThat(failureOf(() -> inventory.names(pinned("127.0.0.1", other.certificate())))
                            .message())
                    .contains("not the pinned certificate", "fingerprint");
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefusedEvenIfPinned() {
        Failure failure = failureOf(() -> inventory.names(pinned("localhost", vim.certificate())));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_CERTIFICATE_UNTRUSTED);
        assertThat(failure.message()).contains("issued for other names", "It names 127.0.0.1");
        assertThat(failure.remedy()).contains("one of the names").doesNotContain("pin it");
    }

    @Test
    void anUnknownAuthorityIsRefused() {
        Failure failure =
                failureOf(() -> inventory.names(params("vpx://127.0.0.1:" + vim.port() + "/", TlsTrust.SYSTEM)));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_CERTIFICATE_UNTRUSTED);
        assertThat(failure.message()).contains("no trusted authority");
    }

    @Test
    void anExpiredCertificateIsRefusedEvenIfPinned() throws Exception {
        try (TestingVim expired = TestingVim.start("-10d")) {
            SourceParams source = params(
                    "vpx://127.0.0.1:" + expired.port() + "/",
                    new TlsTrust(TlsTrust.Mode.PINNED, expired.certificate()));

            Failure failure = failureOf(() -> inventory.names(source));
            assertThat(failure.message()).contains("it expired on");
            assertThat(failure.remedy()).contains("Renew");
        }
    }

    private ExternalVm machine(String name) throws FailureException {
        return inventory.machines(source("")).stream()
                .filter(machine -> machine.vmName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SourceParams pinned(String host, String certificate) {
        return params("vpx://" + host + ":" + vim.port() + "/", new TlsTrust(TlsTrust.Mode.PINNED, certificate));
    }

    private SourceParams source(String path) {
        return params("vpx://127.0.0.1:" + vim.port() + "/" + path, TlsTrust.NONE);
    }

    private static SourceParams params(String uri, TlsTrust trust) {
        return new SourceParams(SourceUri.parse(uri), "DOM\\me", new Secret(PASSWORD), null, trust);
    }

    private static Failure failureOf(ThrowingCallable call) {
        return catchThrowableOfType(FailureException.class, call).failure();
    }

    private static String estate(String resource) throws IOException {
        try (InputStream stream = VmwareInventoryTest.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
