package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;

/** What virt-v2v writes reaches the export domain whole or not at all, and is checked before. */
class StagedOutputIT {
    private static final long CAPACITY = 4 << 20;

    private final UUID job = UUID.randomUUID();
    private final UUID machine = UUID.randomUUID();
    private final UUID image = UUID.randomUUID();
    private final UUID volume = UUID.randomUUID();
    private TestingExportDomain domain;
    private StagedOutput staged;

    @BeforeEach
    void stage() throws Exception {
        domain = TestingExportDomain.create();
        staged = new StagedOutput(
                StagingPlace.of(new MountedExportDomains(List.of()).open(domain.root()), job, machine));
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

    @Test
    void commitsUnderTheMachinesIdAndLeavesNothingStaged() throws Exception {
        convert();

        staged.commit(List.of(CAPACITY));
        assertThat(staged.isCommitted()).isTrue();
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
        staged = new StagedOutput(
                StagingPlace.of(new MountedExportDomains(List.of()).open(domain.root()), job, machine));
        staged.create();
        convert();

        staged.commit(List.of(CAPACITY));

        assertThat(Files.readString(domain.ovf(machine)))
                .contains("StorageId>" + domain.id() + "<")
                .contains("StoragePoolId>00000000-0000-0000-0000-000000000000<");
        assertThat(Files.getAttribute(domain.ovf(machine).getParent().getParent(), "unix:uid"))
                .isEqualTo(36);
    }

    @Test
    void commitsOnceHoweverOftenItIsAsked() throws Exception {
        convert();

        staged.commit(List.of(CAPACITY));
        staged.commit(List.of(CAPACITY));
        staged.removeStaging();
        staged.removeStaging();

        assertThat(domain.images().toFile().list()).containsExactly(image.toString());
    }

    @Test
    void finishesACommitThatWasCutShortAfterTheImageHadMoved() throws Exception {
        cutShort();

        staged.commit(List.of(CAPACITY));
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
        staged.commit(List.of(CAPACITY));

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

        assertThat(staged.isCommitted()).isFalse();
        assertThat(obstacle().message()).contains("has a folder master/vms/" + machine + " already");
        assertThat(staged.isCommitted()).isFalse();
        staged.withdraw(false);
        staged.removeStaging();

        assertThat(Files.readString(domain.ovf(machine))).contains("other");
        assertThat(domain.images()).isEmptyDirectory();
        assertThat(domain.staged()).isEmpty();
    }

    @Test
    void takesBackAMachineThatWasCommitted() throws Exception {
        convert();
        staged.commit(List.of(CAPACITY));
        staged.withdraw(false);
        staged.removeStaging();
        assertNothingIsInTheDomain();

        staged.create();
        convert();
        staged.commit(List.of(CAPACITY));
        staged.removeStaging();
        staged.withdraw(true);
        staged.removeStaging();
        assertNothingIsInTheDomain();
    }

    @Test
    void aDomainThatIsNotMountedIsNoDomainWithoutTheMachine() throws Exception {
        convert();
        staged.commit(List.of(CAPACITY));
        Path folder = domain.folder();
        Path elsewhere = domain.root().resolveSibling("elsewhere");
        Files.move(folder, elsewhere);

        assertUnseen("is not at " + domain.root());

        Files.move(elsewhere, folder);
        assertThat(staged.isCommitted()).isTrue();
    }

    @Test
    void whatCannotBeLookedAtIsNotMissing() throws Exception {
        convert();
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(domain.root());
        Files.setPosixFilePermissions(domain.root(), Set.of());

        assertUnseen(domain.root().toString());

        Files.setPosixFilePermissions(domain.root(), rights);
        staged.commit(List.of(CAPACITY));
        assertThat(domain.ovf(machine)).exists();
    }

    private void assertUnseen(String reason) {
        for (ThrowingCallable work : List.<ThrowingCallable>of(
                () -> staged.commit(List.of(CAPACITY)),
                staged::isCommitted,
                staged::removeStaging,
                () -> staged.withdraw(true))) {
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

        staged.commit(List.of(CAPACITY));

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

        FailureException refused =
                catchThrowableOfType(FailureException.class, () -> staged.commit(List.of(CAPACITY * 2)));

        assertThat(refused.failure().message()).contains("disk 1 has " + CAPACITY * 2 + " bytes at the source");
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

    private Path stagedRoot() {
        return staged.target().resolve(domain.id().toString());
    }

    /** Leaves what virt-v2v leaves. */
    private void convert() throws IOException {
        UUID machine = UUID.randomUUID();
        Path folder = stagedRoot().resolve("images").resolve(image.toString());
        VdsmFiles.makeFolder(folder, "rwxr-xr-x");
        VdsmFiles.write(folder.resolve(volume.toString()), new byte[(int) CAPACITY], "rw-rw-rw-");
        VdsmFiles.write(
                folder.resolve(volume + ".meta"),
                ("IMAGE=" + image + "\nDISKTYPE=2\nEOF\n").getBytes(StandardCharsets.UTF_8),
                "rw-r--r--");
        Path ovf = stagedRoot().resolve("master/vms/" + machine + "/" + machine + ".ovf");
        VdsmFiles.makeFolder(ovf.getParent(), "rwxr-xr-x");
        VdsmFiles.write(
                ovf,
                TestingOvf.of(machine, "web", image, volume, CAPACITY).getBytes(StandardCharsets.UTF_8),
                "rw-r--r--");
    }

    /** As if the agent had died between moving the image and moving the OVF. */
    private void cutShort() throws Exception {
        convert();
        staged.commit(List.of(CAPACITY));
        Path ready = staged.target().resolve("ready");
        VdsmFiles.makeFolder(ready, "rwxr-xr-x");
        VdsmFiles.move(domain.ovf(machine).getParent(), ready.resolve(machine.toString()));
    }

    /** Why the commit has to wait. */
    private Failure obstacle() {
        DomainUnavailableException met =
                catchThrowableOfType(DomainUnavailableException.class, () -> staged.commit(List.of(CAPACITY)));
        assertThat(met).isNotNull();
        return met.failure();
    }

    private Failure refusal() {
        FailureException refused = catchThrowableOfType(FailureException.class, () -> staged.commit(List.of(CAPACITY)));
        assertThat(refused).isNotNull();
        return refused.failure();
    }
}
