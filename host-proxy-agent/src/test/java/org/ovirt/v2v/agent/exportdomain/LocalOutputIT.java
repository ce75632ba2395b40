package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.guest.Origin;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.testbed.TestingExportDomain;

/** Disks and a description that virt-v2v wrote into a folder become a machine of an export domain. */
class LocalOutputIT {
    private static final long FIRST = 4 << 20;
    private static final long SECOND = 1 << 20;

    private final UUID job = UUID.randomUUID();
    private final UUID machine = UUID.randomUUID();
    private TestingExportDomain domain;
    private MountedExportDomains domains;
    private Staging staged;

    @BeforeEach
    void stage() throws Exception {
        domain = TestingExportDomain.create();
        domains = new MountedExportDomains(List.of());
        staged = domains.staging(StagingPlace.of(
                domains.open(domain.root()),
                job,
                machine,
                new LocalOutput("web", Origin.XEN, 2, DiskFormat.RAW, Allocation.SPARSE)));
        staged.create();
    }

    @AfterEach
    void removeDomain() {
        domain.close();
    }

    /** Storage servers take root for nobody, who could write nothing there otherwise. */
    @Test
    void virtV2vFindsFilesThatAnybodyMayWriteAndThatAreVdsms() throws Exception {
        assertThat(staged.target().toFile().list()).containsExactlyInAnyOrder(job + "-sda", job + "-sdb", job + ".xml");
        for (Path file : List.of(disk("sda"), disk("sdb"), description())) {
            assertVdsms(file, "rw-rw-rw-");
        }
    }

    @Test
    void theMachineIsAsInAnExportDomain() throws Exception {
        convert(description("sda", "sdb"));

        staged.commit(ExpectedMachine.withDisks(List.of(FIRST, SECOND)));
        staged.removeStaging();

        assertThat(domain.staged()).isEmpty();
        ExportedVm imported = domains.machines(domain.root()).get(0);
        assertThat(imported.id()).isEqualTo(machine);
        assertThat(imported.name()).isEqualTo("web");
        assertThat(imported.disks()).extracting(ExportedVm.Disk::capacity).containsExactly(FIRST, SECOND);
        assertThat(domains.check(domain.root()).defects()).isEmpty();
        assertThat(domains.check(domain.root()).orphans()).isEmpty();
        for (ExportedVm.Disk disk : imported.disks()) {
            Path volume = domain.images().resolve(disk.image() + "/" + disk.volume());
            assertVdsms(volume.getParent(), "rwxr-xr-x");
            assertVdsms(volume, "rw-rw-rw-");
            assertVdsms(volume.resolveSibling(disk.volume() + ".meta"), "rw-r--r--");
            assertThat(volume).hasSize(disk.capacity());
        }
    }

    /** It lists disks by their buses. */
    @Test
    void disksAreInTheOrderOfTheMachineAndNotOfTheDescription() throws Exception {
        convert(description("sdb", "sda"));

        staged.commit(ExpectedMachine.withDisks(List.of(FIRST, SECOND)));

        assertThat(domains.machines(domain.root()).get(0).disks())
                .extracting(ExportedVm.Disk::capacity)
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void aDiskThatVirtV2vMadeAnewIsVdsmsToo() throws Exception {
        Files.delete(disk("sdb"));
        convert(description("sda", "sdb"));
        assertThat(Files.getAttribute(disk("sdb"), "unix:uid")).isEqualTo(0);

        staged.commit(ExpectedMachine.withDisks(List.of(FIRST, SECOND)));

        for (ExportedVm.Disk disk : domains.machines(domain.root()).get(0).disks()) {
            assertVdsms(domain.images().resolve(disk.image() + "/" + disk.volume()), "rw-rw-rw-");
        }
    }

    @Test
    void takesNoDiskFromElsewhere() throws Exception {
        convert(description("sda", "sdb").replace(job + "-sdb", "../../" + domain.id() + "/dom_md/metadata"));

        assertThat(refusal().message()).contains("names a disk that is none of it");
        assertThat(domain.folder().resolve("dom_md/metadata")).exists();
    }

    @Test
    void takesNoDiskByALink() throws Exception {
        convert(description("sda", "sdb"));
        Files.delete(disk("sdb"));
        Files.createSymbolicLink(disk("sdb"), domain.folder().resolve("dom_md/metadata"));

        assertThat(refusal().code()).isEqualTo(FailureCode.RESULT_INVALID);
        assertThat(domain.folder().resolve("dom_md/metadata")).exists();
        assertThat(domain.images()).isEmptyDirectory();
    }

    @Test
    void aDiskThatIsMissingMakesTheResultInvalid() throws Exception {
        convert(description("sda", "sdb"));
        Files.delete(disk("sda"));

        assertThat(refusal().code()).isEqualTo(FailureCode.RESULT_INVALID);
        assertThat(refusal().message()).contains(disk("sda").toString());
    }

    @Test
    void aDescriptionThatIsTooLargeIsNone() throws Exception {
        convert(description("sda", "sdb") + " ".repeat(OvfReader.LARGEST));

        assertThat(refusal().code()).isEqualTo(FailureCode.RESULT_INVALID);
    }

    private void commit() throws Exception {
        staged.commit(ExpectedMachine.withDisks(List.of(FIRST, SECOND)));
    }

    private Failure refusal() {
        FailureException refused = catchThrowableOfType(FailureException.class, this::commit);
        assertThat(refused).isNotNull();
        return refused.failure();
    }

    /** Leaves what virt-v2v leaves. */
    private void convert(String text) throws IOException {
        for (String name : List.of("sda", "sdb")) {
            try (RandomAccessFile file = new RandomAccessFile(disk(name).toFile(), "rw")) {
                file.setLength(name.equals("sda") ? FIRST : SECOND);
            }
        }
        Files.writeString(description(), text);
    }

    private String description(String... disks) {
        StringBuilder devices = new StringBuilder();
        for (String each : disks) {
            devices.append("<disk type='file' device='disk'><source file='" + disk(each)
                    + "'/><target dev='vda' bus='virtio'/></disk>");
        }
        return "<domain type='kvm'><name>x</name><memory unit='KiB'>1048576</memory><vcpu>1</vcpu>"
                + "<os><type arch='x86_64' machine='q35'>hvm</type></os><devices>" + devices + "</devices></domain>";
    }

    private Path disk(String name) {
        return staged.target().resolve(job + "-" + name);
    }

    private Path description() {
        return staged.target().resolve(job + ".xml");
    }

    private static void assertVdsms(Path file, String permissions) throws IOException {
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(36);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(36);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
    }
}
