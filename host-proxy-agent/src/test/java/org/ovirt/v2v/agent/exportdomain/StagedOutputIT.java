package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;

/** What virt-v2v writes reaches the export domain whole or not at all, and is checked before. */
class StagedOutputIT {
    private static final long CAPACITY = 4 << 20;
    private static final String MAC = "00:50:56:00:00:01";
    private static final int NOBODY = 65534;

    private final UUID job = UUID.randomUUID();
    private final UUID machine = UUID.randomUUID();
    private final UUID image = UUID.randomUUID();
    private final UUID volume = UUID.randomUUID();
    private TestingExportDomain domain;
    private StagedOutput staged;
    private List<String> nics = List.of();
    private ExpectedMachine expected = ExpectedMachine.withDisks(List.of(CAPACITY));

    @BeforeEach
    void stage() throws Exception {
        domain = TestingExportDomain.create();
        staged = new StagedOutput(StagingPlace.of(
                new MountedExportDomains(List.of()).open(domain.root()), job, machine, new RhevOutput()));
        staged.create();
    }

    @AfterEach
    void removeDomain() {
        domain.close();
    }

    @Test
    void stagesAsVdsmBesideTheDomain() throws Exception {
        assertThat(staged.target()).isEqualTo(domain.root().resolve(".v2v").resolve(job.toString()));
        for (Path folder : List.of(
                staged.target(), stagedRoot().resolve("images"), stagedRoot().resolve("master/vms"))) {
            assertThat(Files.getAttribute(folder, "unix:uid")).isEqualTo(36);
            assertThat(Files.getAttribute(folder, "unix:gid")).isEqualTo(36);
        }
    }

    /** As root is where the storage server squashes it: virt-v2v would say so when it has converted the guest. */
    @Test
    void refusesADomainThatVdsmMayEnterAndVirtV2vMayNot() throws Exception {
        StagedOutput squashed = new StagedOutput(
                StagingPlace.of(
                        new MountedExportDomains(List.of()).open(domain.root()),
                        UUID.randomUUID(),
                        machine,
                        new RhevOutput()),
                StagedOutputIT::lookAsNobody);
        squashed.create();
        Files.setPosixFilePermissions(domain.root(), PosixFilePermissions.fromString("rwxrwx---"));

        FailureException refused = catchThrowableOfType(FailureException.class, squashed::create);

        assertThat(refused.failure().code()).isEqualTo(FailureCode.DOMAIN_FOREIGN_OWNER);
        assertThat(refused.failure().message())
                .contains("cannot enter " + domain.root(), "uid 36, gid 36 with mode rwxrwx---", "root_squash");
        assertThat(refused.failure().remedy()).contains("chmod 0755", "no_root_squash");
        staged.create();
    }

    private static void lookAsNobody(Path folder) throws IOException {
        int user = LibC.setfsuid(NOBODY);
        try {
            VdsmFiles.lookAsSelf(folder);
        } finally {
            LibC.setfsuid(user);
        }
    }

    private static final class LibC {
        static {
            Native.register("c");
        }

        private LibC() {}

        static native int setfsuid(int user);
    }

    @Test
    void commitsUnderTheMachinesIdAndLeavesNothingStaged() throws Exception {
        convert();

        staged.commit(expected);
        assertThat(domain.ovf(machine)).exists();
        staged.removeStaging();

        assertThat(Files.readString(domain.ovf(machine)))
                .contains("ovf:id=\"" + machine + "\"")
                .contains("StorageId>" + domain.id() + "<")
                .doesNotContain("<rasd:StoragePoolId>00000000");
        assertThat(domain.images().resolve(image + "/" + volume)).exists();
        assertThat(domain.root().resolve(".v2v")).doesNotExist();
    }

    @Test
    void commitsIntoADomainThatNoDataCenterHasActivatedYet() throws Exception {
        domain.close();
        domain = TestingExportDomain.createDetached();
        TestingFolder.delete(domain.folder().resolve("master"));
        staged = new StagedOutput(StagingPlace.of(
                new MountedExportDomains(List.of()).open(domain.root()), job, machine, new RhevOutput()));
        staged.create();
        convert();

        staged.commit(expected);

        assertThat(Files.readString(domain.ovf(machine)))
                .contains("StorageId>" + domain.id() + "<")
                .contains("StoragePoolId>00000000-0000-0000-0000-000000000000<");
        assertThat(Files.getAttribute(domain.ovf(machine).getParent().getParent(), "unix:uid"))
                .isEqualTo(36);
    }

    @Test
    void commitsOnceHoweverOftenItIsAsked() throws Exception {
        convert();

        staged.commit(expected);
        staged.commit(expected);
        staged.removeStaging();
        staged.removeStaging();

        assertThat(domain.images().toFile().list()).containsExactly(image.toString());
    }

    @Test
    void finishesACommitThatWasCutShortAfterTheImageHadMoved() throws Exception {
        cutShort();

        staged.commit(expected);
        staged.removeStaging();

        assertThat(domain.ovf(machine)).exists();
        assertThat(domain.images().resolve(image + "/" + volume)).exists();
        assertThat(domain.staged()).isEmpty();
    }

    /** The OVF says that the machine is there: it may not come before its disks. */
    @Test
    void noMachineIsInTheDomainWhoseImageCannotBeMoved() throws Exception {
        convert();
        Path obstruction = Files.createFile(domain.images().resolve(image.toString()));

        obstacle();
        assertThat(domain.ovf(machine).getParent()).doesNotExist();
        Files.delete(obstruction);
        staged.commit(expected);

        assertThat(domain.ovf(machine)).exists();
        assertThat(domain.images().resolve(image + "/" + volume)).exists();
    }

    @Test
    void takesBackTheImageOfACommitThatIsGivenUp() throws Exception {
        cutShort();

        staged.withdraw(false);
        staged.removeStaging();

        assertThat(domain.images()).isEmptyDirectory();
        assertThat(domain.ovf(machine)).doesNotExist();
        assertThat(domain.root().resolve(".v2v")).doesNotExist();
    }

    @Test
    void neverTouchesAnImageThatIsThereAlready() throws Exception {
        convert();
        Path other = Files.createDirectory(domain.images().resolve(image.toString()));
        Files.createFile(other.resolve("precious"));

        assertThat(obstacle().message()).contains("has an image " + image + " already");
        staged.withdraw(false);
        staged.removeStaging();

        assertThat(other.resolve("precious")).exists();
    }

    @Test
    void neverTakesAMachineOfSomebodyElseForItsOwn() throws Exception {
        convert();
        Files.createDirectories(domain.ovf(machine).getParent());
        Files.writeString(domain.ovf(machine), TestingOvf.of(machine, "other", UUID.randomUUID(), volume, CAPACITY));

        assertThat(obstacle().message()).contains("has a folder master/vms/" + machine + " already");
        staged.withdraw(false);
        staged.removeStaging();

        assertThat(Files.readString(domain.ovf(machine))).contains("other");
        assertThat(domain.images()).isEmptyDirectory();
        assertThat(domain.staged()).isEmpty();
    }

    @Test
    void takesBackAMachineThatWasCommitted() throws Exception {
        convert();
        staged.commit(expected);
        staged.withdraw(false);
        staged.removeStaging();
        assertNothingIsInTheDomain();

        staged.create();
        convert();
        staged.commit(expected);
        staged.removeStaging();
        staged.withdraw(true);
        staged.removeStaging();
        assertNothingIsInTheDomain();
    }

    @Test
    void aDomainThatIsNotMountedIsNoDomainWithoutTheMachine() throws Exception {
        convert();
        staged.commit(expected);
        Path folder = domain.folder();
        Path staging = domain.root().resolve(".v2v");
        Path elsewhere = Files.createDirectory(domain.root().resolveSibling("elsewhere"));
        Files.move(folder, elsewhere.resolve("domain"));
        Files.move(staging, elsewhere.resolve("staging"));

        assertUnseen("is not at " + domain.root());

        Files.move(elsewhere.resolve("domain"), folder);
        Files.move(elsewhere.resolve("staging"), staging);
        assertThat(domain.ovf(machine)).exists();
    }

    @Test
    void whatCannotBeLookedAtIsNotMissing() throws Exception {
        convert();
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(domain.root());
        Files.setPosixFilePermissions(domain.root(), Set.of());

        assertUnseen(domain.root().toString());

        Files.setPosixFilePermissions(domain.root(), rights);
        staged.commit(expected);
        assertThat(domain.ovf(machine)).exists();
    }

    private void assertUnseen(String reason) {
        for (ThrowingCallable work : List.<ThrowingCallable>of(
                () -> staged.commit(expected), staged::ovf, staged::removeStaging, () -> staged.withdraw(true))) {
            assertThatThrownBy(work)
                    .isInstanceOf(DomainUnavailableException.class)
                    .hasMessageContaining(reason);
        }
    }

    private void assertNothingIsInTheDomain() {
        assertThat(domain.images()).isEmptyDirectory();
        assertThat(domain.ovf(machine).getParent()).doesNotExist();
        assertThat(domain.staged()).isEmpty();
    }

    @Test
    void repairsTheDiskTypeOfOldVersions() throws Exception {
        convert();
        Path meta = stagedRoot().resolve("images/" + image + "/" + volume + ".meta");
        Files.writeString(meta, Files.readString(meta).replace("DISKTYPE=2", "DISKTYPE=1"));

        staged.commit(expected);

        assertThat(domain.images().resolve(image + "/" + volume + ".meta"))
                .content()
                .contains("DISKTYPE=2\n");
    }

    @Test
    void refusesADiskOfAnotherSizeThanTheOvfSays() throws Exception {
        convert();
        try (RandomAccessFile file = new RandomAccessFile(
                stagedRoot().resolve("images/" + image + "/" + volume).toFile(), "rw")) {
            file.setLength(CAPACITY / 2);
        }

        assertThat(refusal().message()).contains(Long.toString(CAPACITY / 2), Long.toString(CAPACITY));
        assertThat(domain.ovf(machine)).doesNotExist();
    }

    @Test
    void refusesADiskOfAnotherSizeThanTheSource() throws Exception {
        convert();

        FailureException refused = catchThrowableOfType(
                FailureException.class, () -> staged.commit(ExpectedMachine.withDisks(List.of(CAPACITY * 2))));

        assertThat(refused.failure().code()).isEqualTo(FailureCode.RESULT_OF_ANOTHER_MACHINE);
        assertThat(refused.failure().message()).contains("disk 1 has " + CAPACITY * 2 + " bytes at the source");
    }

    @Test
    void refusesAnotherMachine() throws Exception {
        nics = List.of(MAC);
        convert();

        expected = expected("db", MAC);
        assertThat(refusal().message()).contains("called web instead of db");
        expected = expected("web", "00:50:56:00:00:02");
        assertThat(refusal().message()).contains("network interface " + MAC + ",");
        expected = expected("web");
        assertThat(refusal().code()).isEqualTo(FailureCode.RESULT_OF_ANOTHER_MACHINE);
        expected = new ExpectedMachine("web", List.of(CAPACITY, CAPACITY), List.of());
        assertThat(refusal().message()).contains("2 disks at the source and 1 in the OVF");
        assertThat(domain.images()).isEmptyDirectory();
        assertThat(domain.ovf(machine)).doesNotExist();

        expected = expected("web", MAC);
        assertThat(staged.commit(expected)).isEmpty();
    }

    @Test
    void anInterfaceOfWhichTheSourceTellsNoAddressMayHaveAny() throws Exception {
        nics = List.of(MAC);
        convert();
        expected = expected("web", "");

        assertThat(staged.commit(expected)).singleElement(STRING).contains("without a MAC address");
    }

    @Test
    void addsAnInterfaceThatVirtV2vHasLost() throws Exception {
        nics = List.of(MAC);
        convert();
        String lost = "00:50:56:00:00:02";
        expected = expected("web", MAC, lost);

        assertThat(staged.commit(expected)).isEmpty();

        List<ExportedVm.Nic> found =
                OvfReader.read(Files.readString(domain.ovf(machine))).nics();
        assertThat(found).extracting(ExportedVm.Nic::mac).containsExactly(MAC, lost);
        assertThat(found.get(1)).isEqualTo(new ExportedVm.Nic("eth1", "production", lost, "rtl8139"));
    }

    @Test
    void tellsOfANetworkThatIsNotTheOneAskedFor() throws Exception {
        nics = List.of(MAC);
        convert();
        expected = new ExpectedMachine("web", List.of(CAPACITY), List.of(new ExpectedMachine.Nic(MAC, "ovirtmgmt")));

        assertThat(staged.commit(expected))
                .singleElement(STRING)
                .contains(MAC + " is on the network production")
                .contains("instead of on ovirtmgmt");
        // as after a crash of the agent, when it is asked again
        assertThat(staged.commit(expected)).hasSize(1);
    }

    private static ExpectedMachine expected(String name, String... macs) {
        return new ExpectedMachine(
                name,
                List.of(CAPACITY),
                Stream.of(macs)
                        .map(mac -> new ExpectedMachine.Nic(mac, "production"))
                        .toList());
    }

    @Test
    void refusesAResultWithoutOvfVolumeOrMeta() throws Exception {
        assertThat(refusal().message()).contains("0 OVFs");

        convert();
        Files.delete(stagedRoot().resolve("images/" + image + "/" + volume + ".meta"));
        assertThat(refusal().code()).isEqualTo(FailureCode.RESULT_INVALID);

        Files.delete(stagedRoot().resolve("images/" + image + "/" + volume));
        assertThat(refusal().message()).contains("there is no");
        assertThat(domain.images()).isEmptyDirectory();
    }

    /** What VDSM or oVirt's engine would refuse, long after the import. */
    @Test
    void refusesADiskWhoseDescriptionOvirtWouldNotTake() throws Exception {
        convert();
        Path meta = stagedRoot().resolve("images/" + image + "/" + volume + ".meta");
        String good = Files.readString(meta);
        Map<String, String> wrong = Map.of(
                "LEGALITY=LEGAL\n",
                "LEGALITY=ILLEGAL\n",
                "VOLTYPE=LEAF\n",
                "VOLTYPE=SHARED\n",
                "SIZE=8192\n",
                "SIZE=8191\n",
                "FORMAT=RAW\n",
                "FORMAT=COW\n",
                "MTIME=1\n",
                "",
                "CTIME=1\n",
                "CTIME=soon\n",
                "DOMAIN=" + domain.id(),
                "DOMAIN=" + UUID.randomUUID(),
                "IMAGE=" + image,
                "IMAGE=" + UUID.randomUUID(),
                "PUUID=0",
                "PUUID=1");

        for (Map.Entry<String, String> change : wrong.entrySet()) {
            assertThat(good).contains(change.getKey());
            Files.writeString(meta, good.replace(change.getKey(), change.getValue()));
            assertThat(refusal().code()).as(change.toString()).isEqualTo(FailureCode.RESULT_INVALID);
            assertThat(refusal().message()).contains(meta.getFileName().toString());
        }

        Files.writeString(meta, good);
        assertThat(staged.commit(expected)).isEmpty();
    }

    private String meta() {
        return """
                DOMAIN=%s
                VOLTYPE=LEAF
                CTIME=1
                MTIME=1
                IMAGE=%s
                DISKTYPE=2
                PUUID=00000000-0000-0000-0000-000000000000
                LEGALITY=LEGAL
                POOL_UUID=
                SIZE=%d
                FORMAT=RAW
                TYPE=SPARSE
                DESCRIPTION=generated by virt-v2v 2.2.0
                EOF
                """
                .formatted(domain.id(), image, CAPACITY / 512);
    }

    private Path stagedRoot() {
        return staged.target().resolve(domain.id().toString());
    }

    /** Leaves what virt-v2v leaves. */
    private void convert() throws IOException {
        UUID machine = UUID.randomUUID();
        Path folder = stagedRoot().resolve("images").resolve(image.toString());
        VdsmFiles.makeFolder(folder, "rwxr-xr-x");
        VdsmFiles.write(folder.resolve(volume.toString()), new byte[(int) CAPACITY], "rw-rw-rw-");
        VdsmFiles.write(folder.resolve(volume + ".meta"), meta().getBytes(StandardCharsets.UTF_8), "rw-r--r--");
        Path ovf = stagedRoot().resolve("master/vms/" + machine + "/" + machine + ".ovf");
        VdsmFiles.makeFolder(ovf.getParent(), "rwxr-xr-x");
        VdsmFiles.write(
                ovf,
                TestingOvf.of(machine, "web", image, volume, CAPACITY, nics).getBytes(StandardCharsets.UTF_8),
                "rw-r--r--");
    }

    /** As if the agent had died between moving the image and moving the OVF. */
    private void cutShort() throws Exception {
        convert();
        staged.commit(expected);
        Path ready = staged.target().resolve("ready");
        VdsmFiles.makeFolder(ready, "rwxr-xr-x");
        VdsmFiles.move(domain.ovf(machine).getParent(), ready.resolve(machine.toString()));
    }

    /** Why the commit has to wait. */
    private Failure obstacle() {
        DomainUnavailableException met =
                catchThrowableOfType(DomainUnavailableException.class, () -> staged.commit(expected));
        assertThat(met).isNotNull();
        return met.failure();
    }

    private Failure refusal() {
        FailureException refused = catchThrowableOfType(FailureException.class, () -> staged.commit(expected));
        assertThat(refused).isNotNull();
        return refused.failure();
    }
}
