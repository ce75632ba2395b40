package org.ovirt.v2v.agent.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.exportdomain.ExpectedMachine;
import org.ovirt.v2v.agent.exportdomain.MountedExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.host.TemporaryFolder;
import org.ovirt.v2v.agent.host.WindowsTools;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.TestingSource;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.ConversionSpecBuilder;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** What would end a conversion late is found before it begins. */
class PreflightIT {
    private static final SourceParams VCENTER = new SourceParams(
            SourceUri.parse("vpx://vcenter.example.org"), "admin", new Secret("password"), null, TlsTrust.NONE);

    private static final long GIB = 1L << 30;

    private final TestingVirtV2v virtV2v = TestingVirtV2v.create();
    private final TestingFolder folder = TestingFolder.create("preflight");
    private TestingExportDomain domain = TestingExportDomain.create();
    private String program = virtV2v.program().toString();
    private Allocation allocation = Allocation.SPARSE;
    private String drivers;
    private UUID domainId = domain.id();
    private DiskFormat format;
    private String qcow2Compat;
    private List<NetworkMapping> networks = List.of();
    private final TestingSource inventory = new TestingSource().withDisks(GIB);
    private final RecentMachines recent = new RecentMachines();
    private final SpaceLedger ledger = new SpaceLedger();
    private String sourceId;
    private SourceUri uri = VCENTER.uri();
    private UUID job = UUID.randomUUID();

    @AfterEach
    void close() {
        virtV2v.close();
        folder.close();
        domain.close();
    }

    @Test
    void tellsAllThatAConversionNeeds() throws Exception {
        PreflightResult result = run();

        assertThat(result.machine().vmId()).isEqualTo(TestingSource.UUID);
        assertThat(result.capacities()).containsExactly(GIB);
        assertThat(result.domain().id()).isEqualTo(domain.id());
        assertThat(result.name()).isEqualTo("web_1");
        assertThat(result.capabilities().lines()).contains("output:rhv");
    }

    @Test
    void aSourceThatHasJustToldOfTheMachineIsNotAskedAgain() throws Exception {
        sourceId = "vm-1";
        SourceParams named = VCENTER.withVmNames(List.of("web"));
        recent.told(named, new TestingSource().withDisks(GIB).machines(named), recent.now());

        assertThat(run().machine().vmId()).isEqualTo(TestingSource.UUID);
        assertThat(inventory.wasAsked()).isFalse();
    }

    @Test
    void aMachineThatHasMovedSinceTheImportWasAskedForIsReadWhereItIsNow() throws Exception {
        sourceId = "vm-1";
        inventory.movedTo("esx-2");

        assertThat(run().machine().uri().path()).containsExactly("esx-2");
    }

    /** As VDSM's clients do: another place may have another machine of that name, or with that id. */
    @Test
    void aMachineThatIsNamedIsLookedForWhereItWasNamedOnly() throws Exception {
        inventory.movedTo("esx-2");

        assertThat(run().machine().uri()).isEqualTo(VCENTER.uri());
    }

    @Test
    void refusesAHostWithoutVirtV2v() {
        program = "/nowhere/virt-v2v";

        assertThat(refusal().code()).isEqualTo(FailureCode.TOOL_MISSING);
    }

    @Test
    void refusesAProgramThatDoesNotWork() {
        program = "/bin/false";

        assertThat(refusal().code()).isEqualTo(FailureCode.TOOL_INCOMPLETE);
    }

    /** libvirt would only say that the path has to specify the datacenter. */
    @Test
    void refusesAMachineOfWhichNobodyKnowsTheHost() throws Exception {
        inventory.withUnseenHost();

        Failure failure = refusal();
        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_CREDENTIALS_REFUSED);
        assertThat(failure.message()).contains("ESXi host of web");

        uri = SourceUri.parse("vpx://vcenter.example.org/DC/esx");
        assertThat(run().name()).as("the request names the host").isEqualTo("web_1");
    }

    @Test
    void refusesAMachineWithoutDisks() {
        inventory.withDisks();

        assertThat(refusal().code()).isEqualTo(FailureCode.VM_WITHOUT_DISKS);
    }

    /** As a vCenter does whose datastore is away: then it has no disks either, and is off. */
    @Test
    void refusesAMachineOfWhichTheSourceTellsOnlyTheName() {
        inventory.withDisks().withoutUuid();

        assertThat(refusal().code()).isEqualTo(FailureCode.SOURCE_ERROR);
        assertThat(refusal().message()).contains("web", "datastore");
    }

    @Test
    void warnsOfDisksOfWhichNobodyKnowsTheSize() throws Exception {
        inventory.having(TestingSource.file(GIB, GIB), TestingSource.file(0, 0));

        assertThat(run().warnings()).singleElement().asString().contains("how large 1 of the 2 disks are");
    }

    /** virt-v2v would take the disk below, as it was at the snapshot, and succeed. */
    @Test
    void refusesAMachineOfWhichADiskHoldsOnlyTheChangesSinceASnapshot() throws Exception {
        inventory.having(TestingSource.file(GIB, 0), TestingSource.file(GIB, 0).withParent("[ds] web/web.vmdk"));

        Failure failure = refusal();
        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_ERROR);
        assertThat(failure.message()).contains("web", "[ds] web/web.vmdk");
        assertThat(failure.remedy()).contains("snapshots", "full clone");

        // right after all snapshots were deleted a vCenter may still tell of one
        inventory.withDisks(GIB).withSnapshots();
        assertThat(run().name()).isEqualTo("web_1");
    }

    @Test
    void refusesAMachineWhoseDisksTheSourceDoesNotLetVirtV2vRead() {
        Failure problem = Failure.of(FailureCode.GUEST_NOT_CONVERTIBLE, "A disk is of the format vhd.");
        inventory.unreadable(problem);

        assertThat(refusal()).isEqualTo(problem);
    }

    @Test
    void refusesASourceThatThisVirtV2vCannotReadBeforeItIsAsked() {
        Failure problem = Failure.of(FailureCode.TOOL_INCOMPLETE, "virt-v2v was built without that input.");
        inventory.lackingTool(problem);

        assertThat(refusal()).isEqualTo(problem);
        assertThat(inventory.wasAsked()).isFalse();
    }

    @Test
    void refusesADomainThatIsTooSmall() throws Exception {
        domain.close();
        domain = TestingExportDomain.createOnFileSystemOf(100);
        domainId = domain.id();
        assertThat(run().capacities()).containsExactly(GIB);

        allocation = Allocation.PREALLOCATED;
        assertThat(refusal().code()).isEqualTo(FailureCode.DOMAIN_FULL);

        allocation = Allocation.SPARSE;
        inventory.having(TestingSource.file(GIB, 60 << 20), TestingSource.file(GIB, 60 << 20));
        Failure failure = refusal();
        assertThat(failure.code()).isEqualTo(FailureCode.DOMAIN_FULL);
        assertThat(failure.message()).contains("0.13 GiB", "0.10 GiB");
    }

    @Test
    void warnsOfADomainThatIsTooSmallIfTheGuestUsesAllOfItsDisks() throws Exception {
        domain.close();
        domain = TestingExportDomain.createOnFileSystemOf(100);
        domainId = domain.id();
        inventory.having(TestingSource.file(60 << 20, 10 << 20));
        assertThat(run().warnings()).isEmpty();

        inventory.having(TestingSource.file(GIB, 10 << 20));

        assertThat(run().warnings()).singleElement().asString().contains("up to 1.02 GiB", "0.10 GiB free");
    }

    @Test
    void refusesADiskThatIsADeviceOfTheStorage() {
        inventory.having(TestingSource.file(GIB, GIB).withBacking("rdm-virtual"));

        assertThat(refusal().code()).isEqualTo(FailureCode.SOURCE_ERROR);
        assertThat(refusal().message()).contains("raw device mapping");
    }

    /** As libvirt tells of xend's tap:aio:/dev/vg/web; virt-v2v would read a file without length. */
    @Test
    void refusesADiskThatIsABlockDeviceThoughTheSourceCallsItAFile() {
        inventory.having(TestingSource.file(GIB, GIB).withAlias("/dev/vg/web"));

        assertThat(refusal().code()).isEqualTo(FailureCode.GUEST_NOT_CONVERTIBLE);
        assertThat(refusal().message()).contains("/dev/vg/web", "block device");
    }

    /** At the source they take more space than the guest uses, thin ones too; virt-v2v leaves out what is blank. */
    @Test
    void disksOfVmwareAreWarnedOfWhereTheyMayNotFit() throws Exception {
        domain.close();
        domain = TestingExportDomain.createOnFileSystemOf(100);
        domainId = domain.id();
        for (String backing : List.of("flat", "pmem", "thin", "sparse", "sesparse")) {
            inventory.having(TestingSource.file(GIB, GIB).withBacking(backing));

            assertThat(run().warnings()).as(backing).singleElement().asString().contains("up to 1.02 GiB");
        }
        allocation = Allocation.PREALLOCATED;
        assertThat(refusal().code()).isEqualTo(FailureCode.DOMAIN_FULL);

        allocation = Allocation.SPARSE;
        inventory.having(TestingSource.file(GIB, GIB).withBacking("raw"));
        assertThat(refusal().code()).isEqualTo(FailureCode.DOMAIN_FULL);
    }

    /** Neither has written anything yet, so that the domain's free space says nothing of it. */
    @Test
    void jobsThatBeginAtOnceCountEachOther() throws Exception {
        domain.close();
        domain = TestingExportDomain.createOnFileSystemOf(100);
        domainId = domain.id();
        inventory.having(TestingSource.file(GIB, 50 << 20));
        UUID first = job;
        run();

        job = UUID.randomUUID();
        Failure failure = refusal();
        assertThat(failure.code()).isEqualTo(FailureCode.DOMAIN_FULL);
        assertThat(failure.message()).contains("of which running conversions have still to write 0.05");

        ledger.changed(report(first, JobStatus.COPYING_DISK, Phase.COPYING_DISKS, 90));
        job = UUID.randomUUID();
        assertThat(run().name())
                .as("most of the first is written and counted as such")
                .isEqualTo("web_1");

        ledger.changed(report(job, JobStatus.ABORTED, Phase.FINISHED, 0));
        ledger.changed(report(first, JobStatus.ERROR, Phase.FINISHED, 90));
        job = UUID.randomUUID();
        assertThat(run().name()).isEqualTo("web_1");
    }

    @Test
    void temporaryFilesOfJobsThatBeginAtOnceNeedSpaceForEach() throws Exception {
        TemporarySpaceCheck check = new TemporarySpaceCheck(
                folder.path(), ledger, new TemporaryFolder(folder.path(), place -> 2 * GIB + GIB / 2));
        UUID first = UUID.randomUUID();
        check.run(first);
        check.run(UUID.randomUUID());

        UUID third = UUID.randomUUID();
        Failure failure = catchThrowableOfType(FailureException.class, () -> check.run(third))
                .failure();
        assertThat(failure.code()).as("it passes by itself").isEqualTo(FailureCode.HOST_BUSY);
        assertThat(failure.message()).contains("2560 MiB free; 2048 of them");
        ledger.forget(third);

        ledger.changed(report(first, JobStatus.COPYING_DISK, Phase.COPYING_DISKS, 0));
        check.run(third);
    }

    private static JobReport report(UUID job, JobStatus status, Phase phase, int progress) {
        return new JobReport(
                job, "web_1", status, phase, "", progress, List.of(), List.of(), Instant.EPOCH, null, null, null);
    }

    @Test
    void refusesAnotherDomainThanTheOneMeant() {
        domainId = UUID.randomUUID();

        Failure failure = refusal();
        assertThat(failure.code()).isEqualTo(FailureCode.DOMAIN_MISSING);
        assertThat(failure.message()).contains(domain.id().toString(), domainId.toString());
    }

    @Test
    void refusesDriversThatAreNotThere() throws Exception {
        drivers = "/nowhere/virtio-win.iso";
        assertThat(refusal().message()).contains(drivers);

        drivers = Files.createFile(folder.resolve("virtio-win.iso")).toString();
        assertThat(run().drivers()).contains(Path.of(drivers));
    }

    /** Nothing is opened to find that out: whoever opens a pipe waits for its other end, and a device may do anything. */
    @Test
    void refusesDriversThatAreNoPlainFile() throws Exception {
        Path pipe = folder.resolve("pipe.iso");
        Command.run(List.of("mkfifo", pipe.toString()));
        Path iso = Files.createFile(folder.resolve("virtio-win.iso"));
        Path link = Files.createSymbolicLink(folder.resolve("link.iso"), iso);

        for (Path wrong : List.of(pipe, Path.of("/dev/zero"), folder.path())) {
            drivers = wrong.toString();
            assertThat(refusal())
                    .returns(FailureCode.DRIVERS_MISSING, Failure::code)
                    .returns(
                            "The drivers ISO " + wrong + " is not on this host, is no plain file, or cannot be read.",
                            Failure::message);
        }
        drivers = link.toString();
        assertThat(run().drivers()).contains(link);
    }

    /** virt-v2v leaves the guest without drivers and succeeds, and fails without a program that starts the scripts. */
    @Test
    void refusesAWindowsGuestOnAHostThatLacksWhatItNeeds() throws Exception {
        assertThat(run().name()).as("another guest").isEqualTo("web_1");

        inventory.withGuestOs("Microsoft Windows Server 2019 (64-bit)");
        assertThat(refusal())
                .returns(FailureCode.DRIVERS_MISSING, Failure::code)
                .returns(
                        "The source calls the operating system of the machine web Microsoft Windows Server 2019 (64-bit), and this"
                                + " host has no drivers for it (virtio-win).",
                        Failure::message);

        Path iso = Files.createFile(folder.resolve("named.iso"));
        drivers = iso.toString();
        Path programs = Files.createDirectory(folder.resolve("virt-tools"));
        assertThat(refusal())
                .returns(FailureCode.DRIVERS_MISSING, Failure::code)
                .satisfies(
                        failure -> assertThat(failure.message()).contains("neither rhsrvany.exe", programs.toString()));

        Path service = Files.createFile(programs.resolve("rhsrvany.exe"));
        assertThat(run().drivers()).contains(iso);

        drivers = null;
        Files.createDirectory(folder.resolve("virtio-win"));
        assertThat(run().drivers()).as("the host's own").isEmpty();

        Files.move(service, programs.resolve("pvvxsvc.exe"));
        assertThat(run().name()).isEqualTo("web_1");
    }

    @Test
    void refusesQcow2DisksThatOvirtOrVirtV2vDoesNotTake() throws Exception {
        format = DiskFormat.COW;
        allocation = Allocation.PREALLOCATED;
        assertThat(refusal().code()).isEqualTo(FailureCode.INVALID_REQUEST);

        allocation = Allocation.SPARSE;
        qcow2Compat = "0.10";
        assertThat(refusal().message()).contains("0.10", "1.1");

        qcow2Compat = "1.1";
        assertThat(run().name()).isEqualTo("web_1");

        format = DiskFormat.RAW;
        qcow2Compat = "0.10";
        assertThat(run().name()).isEqualTo("web_1");
    }

    @Test
    void refusesNetworksThatVirtV2vCannotBeTold() {
        inventory.withNic(null, "a:b");
        networks = List.of(new NetworkMapping("a:b", "ovirtmgmt"));
        assertThat(refusal().code()).isEqualTo(FailureCode.INVALID_REQUEST);

        networks = List.of(new NetworkMapping("a\nb", "ovirtmgmt"));
        assertThat(refusal().code()).isEqualTo(FailureCode.INVALID_REQUEST);
    }

    @Test
    void refusesToMapANetworkThatTheMachineIsNotOnAndNamesThoseItIsOn() throws Exception {
        inventory.withNic("00:50:56:00:00:01", "Production").withNic("00:50:56:00:00:02", "DMZ");
        networks = List.of(new NetworkMapping("Produktion", "ovirtmgmt"));

        Failure failure = refusal();

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(failure.message()).contains("\"Produktion\"", "\"DMZ\", \"Production\"");
        networks = List.of(new NetworkMapping("Production", "ovirtmgmt"));
        assertThat(run().expected().nics())
                .containsExactly(
                        new ExpectedMachine.Nic("00:50:56:00:00:01", "ovirtmgmt"),
                        new ExpectedMachine.Nic("00:50:56:00:00:02", "DMZ"));
    }

    private PreflightResult run() throws FailureException {
        ConversionSpec spec = ConversionSpecBuilder.builder()
                .vmName("web")
                .domainID(domainId)
                .virtioIsoPath(drivers)
                .format(format)
                .qcow2Compat(qcow2Compat)
                .allocation(allocation)
                .sourceId(sourceId)
                .name("web 1")
                .exportDomainPath(domain.root().toString())
                .networks(networks)
                .build();
        ConvertParams request =
                new ConvertParams(uri, VCENTER.username(), VCENTER.password(), VCENTER.trust(), spec, job);
        return new Preflight(
                        program,
                        folder.path(),
                        new MountedExportDomains(List.of()),
                        source -> inventory,
                        recent,
                        ledger,
                        new WindowsTools(folder.path()))
                .run(request);
    }

    private Failure refusal() {
        FailureException refused = catchThrowableOfType(FailureException.class, this::run);
        assertThat(refused).isNotNull();
        return refused.failure();
    }
}
