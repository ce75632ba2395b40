package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.files.TreeDeletion;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;

/** What an admin wants to know before a domain is imported from, or when it is full. */
class ContentCheckIT {
    private static final int CAPACITY = 16;
    private static final int LOOKS = 500;

    private final UUID machine = UUID.randomUUID();
    private final UUID image = UUID.randomUUID();
    private final UUID volume = UUID.randomUUID();
    private final MountedExportDomains domains = new MountedExportDomains(List.of());
    private TestingExportDomain domain;

    @BeforeEach
    void fill() throws IOException {
        domain = TestingExportDomain.create();
        disk(image, volume, CAPACITY);
        ovf(TestingOvf.of(machine, "web", image, volume, CAPACITY));
    }

    @AfterEach
    void removeDomain() {
        domain.close();
    }

    @Test
    void aSoundDomainHasNeitherDefectsNorOrphans() throws Exception {
        VdsmFiles.write(domain.ovf(machine).getParent().resolveSibling(".v2v-trial"), new byte[1], "rw-------");

        assertThat(domains.check(domain.root())).isEqualTo(new ExportDomainCheck(List.of(), List.of(), true));
        assertThat(domains.ovf(domain.root(), machine)).contains("<Name>web</Name>");
    }

    @Test
    void conversionsThatEndMeanwhileAreInNobodysWay() throws Exception {
        Path staged = domain.root().resolve(".v2v").resolve(UUID.randomUUID().toString());
        AtomicBoolean over = new AtomicBoolean();
        Future<Integer> conversions = Executors.newSingleThreadExecutor().submit(() -> {
            int ended = 0;
            for (; !over.get(); ended++) {
                Files.createDirectories(staged.resolve("draft/images"));
                Files.write(staged.resolve("draft/images/disk"), new byte[1]);
                new TreeDeletion().delete(staged);
            }
            return ended;
        });

        for (int look = 0; look < LOOKS; look++) {
            assertThat(domains.check(domain.root()).defects()).isEmpty();
        }
        over.set(true);

        assertThat(conversions.get()).isPositive();
    }

    @Test
    void whatIsMissingOrTooShortIsNamed() throws Exception {
        UUID another = UUID.randomUUID();
        VdsmFiles.makeFolder(domain.ovf(another).getParent(), "rwxr-xr-x");
        Path place = domain.images().resolve(image.toString());
        VdsmFiles.delete(place.resolve(volume + ".meta"));
        VdsmFiles.write(place.resolve(volume.toString()), new byte[CAPACITY - 1], "rw-rw-rw-");

        assertThat(domains.check(domain.root()).defects())
                .extracting(each -> each.machine(), each -> each.problem())
                .containsExactlyInAnyOrder(
                        tuple(another.toString(), "The machine has no OVF."),
                        tuple(machine.toString(), "The disk has 15 bytes instead of 16."),
                        tuple(machine.toString(), "The description of the disk is missing."));

        VdsmFiles.delete(place);
        assertThat(domains.check(domain.root()).defects())
                .extracting(each -> each.path(), each -> each.problem())
                .contains(tuple(domain.id() + "/images/" + image + "/" + volume, "The disk is missing."));

        ovf("no OVF");
        assertThat(domains.check(domain.root()).defects())
                .anyMatch(each -> each.problem().startsWith("The OVF cannot be read"));
    }

    @Test
    void whatNobodyNeedsIsListedWithItsSize() throws Exception {
        UUID orphan = UUID.randomUUID();
        disk(orphan, UUID.randomUUID(), 1_000);
        VdsmFiles.makeFolder(domain.root().resolve(".v2v"), "rwxr-xr-x");
        VdsmFiles.makeFolder(domain.root().resolve(".v2v/left"), "rwxr-xr-x");

        ExportDomainCheck check = domains.check(domain.root());

        assertThat(check.defects()).isEmpty();
        assertThat(check.orphans())
                .extracting(each -> each.path(), each -> each.bytes())
                .containsExactly(tuple(domain.id() + "/images/" + orphan, 1_001L), tuple(".v2v/left", 0L));
        assertThat(domain.images().resolve(orphan.toString())).isDirectory();
    }

    @Test
    void anOrphanIsAsLargeAsWhatTheStorageKeepsOfIt() throws Exception {
        UUID orphan = UUID.randomUUID();
        disk(orphan, UUID.randomUUID(), 100_000);
        Path sparse = domain.images().resolve(orphan.toString()).resolve("sparse");
        VdsmFiles.write(sparse, new byte[0], "rw-rw-rw-");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(1L << 30);
        }

        assertThat(domains.check(domain.root()).orphans()).singleElement().satisfies(each -> assertThat(each.bytes())
                .isBetween(100_000L, 200_000L));
    }

    @Test
    void aMachineWithADirectLunIsSoundAndKeepsItsDisks() throws Exception {
        ovf(TestingOvf.withLun(TestingOvf.of(machine, "web", image, volume, CAPACITY)));

        assertThat(domains.check(domain.root())).isEqualTo(new ExportDomainCheck(List.of(), List.of(), true));
    }

    @Test
    void theMemoryOfASnapshotIsItsMachines() throws Exception {
        UUID memory = UUID.randomUUID();
        UUID state = UUID.randomUUID();
        disk(memory, UUID.randomUUID(), CAPACITY);
        disk(state, UUID.randomUUID(), CAPACITY);
        ovf(TestingOvf.withMemory(TestingOvf.of(machine, "web", image, volume, CAPACITY), memory, state));

        assertThat(domains.check(domain.root())).isEqualTo(new ExportDomainCheck(List.of(), List.of(), true));
    }

    @Test
    void theDisksOfATemplateAreItsOwn() throws Exception {
        ovf(TestingOvf.asTemplate(TestingOvf.of(machine, "web", image, volume, CAPACITY), machine));

        assertThat(domains.machines(domain.root())).isEmpty();
        assertThat(domains.check(domain.root())).isEqualTo(new ExportDomainCheck(List.of(), List.of(), true));
    }

    @Test
    void noDiskIsNobodysWhileAMachineCannotBeRead() throws Exception {
        disk(UUID.randomUUID(), UUID.randomUUID(), CAPACITY);
        VdsmFiles.makeFolder(domain.root().resolve(".v2v"), "rwxr-xr-x");
        VdsmFiles.makeFolder(domain.root().resolve(".v2v/left"), "rwxr-xr-x");

        for (String unreadable : List.of("no OVF", " ".repeat(OvfReader.LARGEST + 1))) {
            ovf(unreadable);
            ExportDomainCheck check = domains.check(domain.root());

            assertThat(check.defects()).hasSize(1);
            assertThat(check.orphans()).extracting(each -> each.path()).containsExactly(".v2v/left");
            assertThat(check.complete()).isFalse();
        }
    }

    @Test
    void aMachineThatIsNotThereHasNoOvf() {
        assertThatThrownBy(() -> domains.ovf(domain.root(), UUID.randomUUID()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("There is no machine");
    }

    @Test
    void aDomainThatCannotBeLookedAtIsNotABrokenOne() throws Exception {
        Files.setPosixFilePermissions(domain.images(), java.util.Set.of());
        assertThatThrownBy(() -> domains.check(domain.root())).isInstanceOf(FailureException.class);

        TestingFolder.delete(domain.folder());
        assertThatThrownBy(() -> domains.check(domain.root())).isInstanceOf(FailureException.class);
    }

    private void disk(UUID itsImage, UUID itsVolume, int size) throws IOException {
        Path folder = domain.images().resolve(itsImage.toString());
        VdsmFiles.makeFolder(folder, "rwxr-xr-x");
        VdsmFiles.write(folder.resolve(itsVolume.toString()), new byte[size], "rw-rw-rw-");
        VdsmFiles.write(folder.resolve(itsVolume + ".meta"), new byte[1], "rw-rw-rw-");
    }

    private void ovf(String text) throws IOException {
        VdsmFiles.makeFolder(domain.ovf(machine).getParent(), "rwxr-xr-x");
        VdsmFiles.write(domain.ovf(machine), text.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    }
}
