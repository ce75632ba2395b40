package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;

class MachineRemovalIT {
    private final UUID machine = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID image = UUID.randomUUID();
    private final UUID another = UUID.randomUUID();
    private final MountedExportDomains domains = new MountedExportDomains(List.of());
    private TestingExportDomain domain;

    @BeforeEach
    void fill() throws IOException {
        domain = TestingExportDomain.create();
        put(machine, image);
        put(other, another);
    }

    @AfterEach
    void removeDomain() {
        domain.close();
    }

    @Test
    void takesTheMachineWithItsDisksAndLeavesTheOthers() throws Exception {
        assertThat(domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isTrue();

        assertThat(domain.ovf(machine).getParent()).doesNotExist();
        assertThat(domain.images().toFile().list()).containsExactly(another.toString());
        assertThat(domain.ovf(other)).exists();
        assertThat(domain.root().resolve(".v2v")).doesNotExist();
        assertThat(domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isFalse();
    }

    /** Whoever asked has been told that it came to nothing. */
    @Test
    void takesNothingWhoseTurnHasComeTooLate() throws Exception {
        assertThatThrownBy(() ->
                        domains.remove(domain.root(), machine, Instant.now().minusSeconds(1)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.DOMAIN_NOT_ANSWERING));
        assertThat(domain.ovf(machine)).exists();

        assertThat(domains.remove(domain.root(), machine, Instant.now().plusSeconds(60)))
                .isTrue();
    }

    @Test
    void takesTheMemoryOfSnapshotsUnlessAnotherMachineNamesIt() throws Exception {
        UUID memory = UUID.randomUUID();
        UUID shared = UUID.randomUUID();
        VdsmFiles.makeFolder(domain.images().resolve(memory.toString()), "rwxr-xr-x");
        VdsmFiles.makeFolder(domain.images().resolve(shared.toString()), "rwxr-xr-x");
        for (UUID each : List.of(machine, other)) {
            String ovf = Files.readString(domain.ovf(each));
            UUID its = each.equals(machine) ? memory : UUID.randomUUID();
            Files.writeString(domain.ovf(each), TestingOvf.withMemory(ovf, its, shared));
        }

        assertThat(domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isTrue();

        assertThat(domain.images().toFile().list()).containsExactlyInAnyOrder(another.toString(), shared.toString());
    }

    @Test
    void leavesTemplatesAndWhatTheyUse() throws Exception {
        UUID template = UUID.randomUUID();
        put(template, image);
        Files.writeString(
                domain.ovf(template), TestingOvf.asTemplate(Files.readString(domain.ovf(template)), template));

        assertThat(domains.remove(domain.root(), template, ExportDomains.ANY_TIME))
                .isFalse();
        assertThat(domain.ovf(template)).exists();
        assertThat(domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isTrue();

        assertThat(domain.images().toFile().list()).containsExactlyInAnyOrder(image.toString(), another.toString());
    }

    @Test
    void leavesADiskThatAnotherMachineUsesToo() throws Exception {
        put(UUID.randomUUID(), image);

        assertThat(domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isTrue();

        assertThat(domain.images().toFile().list()).containsExactlyInAnyOrder(image.toString(), another.toString());
    }

    @Test
    void leavesADiskThatAnotherMachineUsesTooWhoseOvfIsDamaged() throws Exception {
        Files.writeString(
                domain.ovf(other),
                "<ovf:Envelope <File ovf:href='" + image.toString().toUpperCase(Locale.ROOT));

        assertThat(domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isTrue();

        assertThat(domain.images().toFile().list()).containsExactlyInAnyOrder(image.toString(), another.toString());
    }

    @Test
    void removesNothingWhileItCannotBeToldWhatAnotherMachineUses() throws Exception {
        Files.write(domain.ovf(other), new byte[OvfReader.LARGEST + 1]);

        assertThatThrownBy(() -> domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining(domain.ovf(other).toString());

        assertThat(domain.ovf(machine)).exists();
        assertThat(domain.images().toFile().list()).hasSize(2);
    }

    @Test
    void removesAMachineThatWasImportedAnewAfterItsRemovalWasCutShort() throws Exception {
        beginToRemove();
        put(machine, UUID.randomUUID());

        assertThat(domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isTrue();

        assertThat(domain.ovf(machine).getParent()).doesNotExist();
        assertThat(domain.images().toFile().list()).containsExactly(another.toString());
        assertThat(domain.root().resolve(".v2v")).doesNotExist();
    }

    @Test
    void finishesWhatWasCutShort() throws Exception {
        beginToRemove();

        assertThat(domains.machines(domain.root()))
                .extracting(each -> each.id())
                .containsExactly(other);
        assertThat(domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isTrue();

        assertThat(domain.images().toFile().list()).containsExactly(another.toString());
        assertThat(domain.root().resolve(".v2v")).doesNotExist();
    }

    @Test
    void removesNothingOfAMachineThatItCannotRead() throws Exception {
        Files.writeString(domain.ovf(machine), "no OVF");

        assertThatThrownBy(() -> domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("cannot be read");

        assertThat(domain.ovf(machine)).exists();
        assertThat(domain.images().toFile().list()).hasSize(2);
    }

    @Test
    void aDomainThatIsNotThereIsNotAnEmptyOne() {
        TestingFolder.delete(domain.folder());
        assertThatThrownBy(() -> domains.remove(domain.root(), machine, ExportDomains.ANY_TIME))
                .isInstanceOf(FailureException.class);
    }

    /** As far as a removal has come that was cut short. */
    private void beginToRemove() throws IOException {
        Path removed = domain.root().resolve(".v2v").resolve("removed-" + machine);
        VdsmFiles.makeFolder(removed.getParent(), "rwxr-xr-x");
        VdsmFiles.makeFolder(removed, "rwxr-xr-x");
        VdsmFiles.move(domain.ovf(machine).getParent(), removed.resolve(machine.toString()));
    }

    private void put(UUID id, UUID itsImage) throws IOException {
        UUID volume = UUID.randomUUID();
        Path folder = domain.images().resolve(itsImage.toString());
        VdsmFiles.makeFolder(folder, "rwxr-xr-x");
        VdsmFiles.write(folder.resolve(volume.toString()), new byte[16], "rw-rw-rw-");
        VdsmFiles.makeFolder(domain.ovf(id).getParent(), "rwxr-xr-x");
        String ovf = TestingOvf.of(id, "web", itsImage, volume, 16);
        VdsmFiles.write(domain.ovf(id), ovf.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    }
}
