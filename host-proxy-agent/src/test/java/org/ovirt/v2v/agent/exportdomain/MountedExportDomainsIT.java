package org.ovirt.v2v.agent.exportdomain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;

/** Export domains are opened, created and listed; each thing wrong with one is named. */
class MountedExportDomainsIT {
    private static final int AT_ONCE = 8;

    private final MountedExportDomains domains = new MountedExportDomains(List.of());
    private final TestingFolder folder = TestingFolder.create("domains");

    @AfterEach
    void removeFolder() {
        folder.close();
    }

    @Test
    void opensADomainThatWorksAndLeavesNoTrace() throws Exception {
        try (TestingExportDomain domain = TestingExportDomain.create()) {
            ExportDomainInfo info = domains.open(domain.root());

            assertThat(info.id()).isEqualTo(domain.id());
            assertThat(info.name()).isEqualTo("export");
            assertThat(info.poolId()).isNotNull();
            assertThat(info.free()).isPositive().isLessThanOrEqualTo(info.total());
            assertThat(domain.images()).isEmptyDirectory();
            assertThat(domain.root())
                    .isDirectoryContaining(path -> path.endsWith(domain.id().toString()));
            assertThat(domain.root().toFile().list()).hasSize(1);
        }
    }

    @Test
    void findsADomainByItsIdBelowTheRoots() throws Exception {
        try (TestingExportDomain domain = TestingExportDomain.create()) {
            MountedExportDomains below = new MountedExportDomains(
                    List.of(Path.of("/nowhere"), domain.root().getParent()));

            assertThat(below.find(domain.id()).path()).isEqualTo(domain.root().toString());
            assertThat(refusal(() -> below.find(UUID.randomUUID())).code()).isEqualTo(FailureCode.DOMAIN_MISSING);
        }
    }

    @Test
    void namesAMissingFolder() {
        Failure failure = refusal(() -> domains.open(folder.resolve("missing")));

        assertThat(failure.code()).isEqualTo(FailureCode.DOMAIN_MISSING);
        assertThat(failure.message()).contains(folder.resolve("missing").toString());
    }

    @Test
    void refusesPathsThatAreNotPlain() {
        for (String path : List.of("relative", "/var/../etc", "")) {
            assertThat(refusal(() -> domains.open(Path.of(path))).code()).isEqualTo(FailureCode.INVALID_REQUEST);
        }
    }

    @Test
    void refusesAFolderWithoutOrWithTwoDomains() throws Exception {
        Path mount = TestingExportDomain.emptyFolder(folder);
        assertThat(refusal(() -> domains.open(mount)).code()).isEqualTo(FailureCode.DOMAIN_MISSING);
        Files.createFile(mount.resolve("something"));
        assertThat(refusal(() -> domains.open(mount)).code()).isEqualTo(FailureCode.DOMAIN_INVALID);

        Files.createDirectory(mount.resolve(UUID.randomUUID().toString()));
        Files.createDirectory(mount.resolve(UUID.randomUUID().toString()));
        assertThat(refusal(() -> domains.open(mount)).message()).contains("more than one domain");
    }

    @Test
    void opensADomainThatNoDataCenterHasAttachedOrEverActivated() throws Exception {
        try (TestingExportDomain domain = TestingExportDomain.createDetached()) {
            assertThat(domains.open(domain.root()).poolId()).isNull();

            // VDSM makes it when the domain is activated
            TestingFolder.delete(domain.folder().resolve("master"));

            assertThat(domains.open(domain.root()).id()).isEqualTo(domain.id());
            assertThat(domains.machines(domain.root())).isEmpty();
        }
    }

    @Test
    void refusesADataDomain() throws Exception {
        try (TestingExportDomain domain = TestingExportDomain.create()) {
            rewriteMetadata(domain, "CLASS=Backup", "CLASS=Data");

            Failure failure = refusal(() -> domains.open(domain.root()));

            assertThat(failure.code()).isEqualTo(FailureCode.DOMAIN_INVALID);
            assertThat(failure.message()).contains("its class is Data");
        }
    }

    @Test
    void refusesMetadataWithABrokenSeal() throws Exception {
        try (TestingExportDomain domain = TestingExportDomain.create()) {
            Path metadata = domain.folder().resolve("dom_md/metadata");
            Files.writeString(
                    metadata, Files.readString(metadata).replace("DESCRIPTION=export", "DESCRIPTION=changed"));

            assertThat(refusal(() -> domains.open(domain.root())).message()).contains("checksum");
        }
    }

    @Test
    void refusesADomainWhoseFolderHasAnotherName() throws Exception {
        try (TestingExportDomain domain = TestingExportDomain.create()) {
            UUID other = UUID.randomUUID();
            Files.move(domain.folder(), domain.root().resolve(other.toString()));

            assertThat(refusal(() -> domains.open(domain.root())).message())
                    .contains(other.toString(), domain.id().toString());
        }
    }

    @Test
    void refusesADomainOfSomebodyElseAndSaysWhose() {
        try (TestingExportDomain domain = TestingExportDomain.createOwnedByRoot()) {
            Failure failure = refusal(() -> domains.open(domain.root()));

            assertThat(failure.code()).isEqualTo(FailureCode.DOMAIN_FOREIGN_OWNER);
            assertThat(failure.message()).contains("uid 0, gid 0", domain.root().toString());
            assertThat(failure.remedy()).contains("chown -R 36:36");
        }
    }

    @Test
    void namesTheFolderThatVdsmMayNotEnter() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path mount = Files.createDirectory(closed.resolve("export"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));

        Failure failure = refusal(() -> domains.open(mount));

        assertThat(failure.code()).isEqualTo(FailureCode.DOMAIN_FOREIGN_OWNER);
        assertThat(failure.message()).contains("may not enter " + closed + ",");
        assertThat(failure.remedy()).contains("chmod o+x " + closed);
    }

    @Test
    void refusesADomainThatIsMountedReadOnly() {
        try (TestingExportDomain domain = TestingExportDomain.createReadOnly()) {
            assertThat(refusal(() -> domains.open(domain.root())).code()).isEqualTo(FailureCode.DOMAIN_READ_ONLY);
        }
    }

    @Test
    void refusesAFullDomain() throws Exception {
        try (TestingExportDomain domain = TestingExportDomain.createOnFileSystemOf(1)) {
            Command.run(List.of(
                    "sh",
                    "-c",
                    "dd if=/dev/zero of=\"$1\" bs=4096 2>/dev/null || true",
                    "fill",
                    domain.images().resolve("fill").toString()));

            assertThat(refusal(() -> domains.open(domain.root())).code()).isEqualTo(FailureCode.DOMAIN_FULL);
        }
    }

    @Test
    void createsADomainThatItOpensAndThatBelongsToVdsm() throws Exception {
        Path mount = TestingExportDomain.emptyFolder(folder);

        ExportDomainInfo created = domains.create(new ExportDomainParams(mount.toString(), "my exports", "/exports"));

        ExportDomainInfo opened = domains.open(mount);
        assertThat(opened.id()).isEqualTo(created.id());
        assertThat(opened.name()).isEqualTo("my exports");
        assertThat(opened.remotePath()).isEqualTo("/exports");
        Path root = mount.resolve(created.id().toString());
        assertThat(Files.size(root.resolve("dom_md/inbox"))).isEqualTo(16L << 20);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("dom_md/metadata"))))
                .isEqualTo("rw-rw----");
        assertThat(Files.getAttribute(root.resolve("dom_md/leases"), "unix:uid"))
                .isEqualTo(36);
        assertThat(Files.getAttribute(root.resolve("master/vms"), "unix:gid")).isEqualTo(36);
        assertThat(mount.toFile().list()).hasSize(1);
    }

    /** VDSM attaches only a domain without a pool, and reads only metadata whose seal is right (sd.py, persistent.py). */
    @Test
    void createsADomainThatVdsmCanAttach() throws Exception {
        Path mount = TestingExportDomain.emptyFolder(folder);

        ExportDomainInfo created = domains.create(new ExportDomainParams(mount.toString(), "new", null));

        assertThat(created.poolId()).isNull();
        List<String> lines = Files.readAllLines(mount.resolve(created.id() + "/dom_md/metadata"));
        assertThat(lines)
                .contains("POOL_UUID=", "CLASS=Backup", "ROLE=Regular", "VERSION=0", "LOCKPOLICY=")
                .contains("SDUUID=" + created.id());
        List<String> sealed =
                lines.stream().filter(line -> !line.startsWith("_SHA_CKSUM=")).toList();
        assertThat(sealed).isSorted().hasSize(13);
        byte[] seal = MessageDigest.getInstance("SHA-1")
                .digest(String.join("", sealed).getBytes(StandardCharsets.US_ASCII));
        assertThat(lines).last().isEqualTo("_SHA_CKSUM=" + HexFormat.of().formatHex(seal));
    }

    @Test
    void createsADomainOfAServerOnlyWhereThatIsMounted() throws Exception {
        Path unmounted = TestingExportDomain.emptyFolder(folder);
        Failure failure =
                refusal(() -> domains.create(new ExportDomainParams(unmounted.toString(), "name", "nas:/exports")));
        assertThat(failure.code()).isEqualTo(FailureCode.DOMAIN_MISSING);
        assertThat(failure.message()).contains("nas:/exports is not mounted at " + unmounted);
        assertThat(unmounted).isEmptyDirectory();

        try (TestingExportDomain mounted = TestingExportDomain.createEmptyOnFileSystemOf(64)) {
            assertThat(domains.create(new ExportDomainParams(mounted.root().toString(), "name", "nas:/exports"))
                            .remotePath())
                    .isEqualTo("nas:/exports");
        }
    }

    /** Several times, since they come to it at the same moment by chance only. */
    @RepeatedTest(8)
    void ofThoseWhoCreateADomainInOneFolderAtTheSameTimeOneDoes() throws Exception {
        Path mount = TestingExportDomain.emptyFolder(folder);
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        CyclicBarrier all = new CyclicBarrier(AT_ONCE);
        Callable<Boolean> call = () -> {
            all.await();
            try {
                domains.create(params(mount, "name"));
                return true;
            } catch (FailureException e) {
                assertThat(e.failure().code()).isEqualTo(FailureCode.DOMAIN_EXISTS);
                return false;
            }
        };
        try {
            int created = 0;
            for (Future<Boolean> each : callers.invokeAll(Collections.nCopies(AT_ONCE, call))) {
                created += each.get() ? 1 : 0;
            }

            assertThat(created).isEqualTo(1);
            assertThat(mount.toFile().list()).hasSize(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void createsNoDomainWhereSomethingIs() throws Exception {
        Path mount = TestingExportDomain.emptyFolder(folder);
        Files.createFile(mount.resolve("precious"));

        assertThat(refusal(() -> domains.create(params(mount, "name"))).code()).isEqualTo(FailureCode.DOMAIN_EXISTS);
        assertThat(mount.toFile().list()).containsExactly("precious");
    }

    @Test
    void namesWhatIsInTheWayOfADomain() throws Exception {
        Path mount = TestingExportDomain.emptyFolder(folder);
        UUID job = UUID.randomUUID();
        VdsmFiles.makeFolder(mount.resolve(".v2v"), "rwxr-xr-x");
        VdsmFiles.makeFolder(mount.resolve(".v2v").resolve(job.toString()), "rwxr-xr-x");

        assertThat(refusal(() -> domains.create(params(mount, "name"))).message())
                .isEqualTo("The folder " + mount + " is not empty: there is .v2v.");
        assertThat(mount.toFile().list()).containsExactly(".v2v");
    }

    @Test
    void createsADomainWhereNothingIsButWhatServersAndVdsmPutThere() throws Exception {
        Path mount = TestingExportDomain.emptyFolder(folder);
        for (String each : List.of(".snapshot", "lost+found", ".v2v")) {
            VdsmFiles.makeFolder(mount.resolve(each), "rwxr-xr-x");
        }
        VdsmFiles.write(mount.resolve("__DIRECT_IO_TEST__"), new byte[1], "rw-r--r--");
        Files.createFile(mount.resolve(".snapshot").resolve("hourly"));

        ExportDomainInfo created = domains.create(params(mount, "name"));

        assertThat(domains.open(mount).id()).isEqualTo(created.id());
        assertThat(mount.resolve(".snapshot").resolve("hourly")).exists();
    }

    @Test
    void removesWhatACreationOfADomainThatWasCutShortHasLeft() throws Exception {
        Path mount = TestingExportDomain.emptyFolder(folder);
        Path draft = mount.resolve(".v2v-new-" + UUID.randomUUID());
        VdsmFiles.makeFolder(draft, "rwxr-xr-x");
        VdsmFiles.write(draft.resolve("left"), new byte[1], "rw-r--r--");

        // for now somebody may be making it
        assertThat(refusal(() -> domains.create(params(mount, "name"))).message())
                .contains("there is " + draft.getFileName());
        assertThat(mount.toFile().list()).containsExactly(draft.getFileName().toString());

        FileTime earlier = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        Files.setLastModifiedTime(draft.resolve("left"), earlier);
        Files.setLastModifiedTime(draft, earlier);
        ExportDomainInfo created = domains.create(params(mount, "name"));

        assertThat(mount.toFile().list()).containsExactly(created.id().toString());
    }

    @Test
    void createsNoDomainWithANameThatVdsmRefuses() {
        Path mount = TestingExportDomain.emptyFolder(folder);

        for (String name : List.of("büro", "two\nlines", " ")) {
            assertThat(refusal(() -> domains.create(params(mount, name))).code())
                    .isEqualTo(FailureCode.INVALID_REQUEST);
        }
        assertThat(mount).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhenADomainCannotBeCreated() throws Exception {
        Path foreign = Files.createDirectory(folder.resolve("foreign"));

        assertThat(refusal(() -> domains.create(params(foreign, "name"))).code())
                .isEqualTo(FailureCode.DOMAIN_FOREIGN_OWNER);
        assertThat(foreign).isEmptyDirectory();

        try (TestingExportDomain small = TestingExportDomain.createOnFileSystemOf(8)) {
            TestingFolder.delete(small.folder());

            assertThat(refusal(() -> domains.create(params(small.root(), "name")))
                            .code())
                    .isEqualTo(FailureCode.DOMAIN_FULL);
            assertThat(small.root()).isEmptyDirectory();
        }
    }

    @Test
    void listsMachinesAndSkipsWhatCannotBeRead() throws Exception {
        try (TestingExportDomain domain = TestingExportDomain.create()) {
            UUID machine = UUID.randomUUID();
            put(domain, machine, TestingOvf.of(machine, "web", UUID.randomUUID(), UUID.randomUUID(), 1 << 20));
            put(domain, UUID.randomUUID(), "<not xml");
            put(domain, UUID.randomUUID(), "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>");
            Files.createDirectory(domain.folder().resolve("master/vms/empty"));
            Files.createFile(domain.folder().resolve("master/vms/.v2v-trial-of-another-job"));

            List<ExportedVm> machines = domains.machines(domain.root());

            assertThat(machines).hasSize(1);
            assertThat(machines.get(0).id()).isEqualTo(machine);
            assertThat(machines.get(0).name()).isEqualTo("web");
            assertThat(machines.get(0).memory()).isEqualTo(1024);
            assertThat(machines.get(0).cpus()).isEqualTo(2);
            assertThat(machines.get(0).osType()).isEqualTo("debian_7");
            assertThat(machines.get(0).disks().get(0).capacity()).isEqualTo(1 << 20);
            assertThat(domains.machines(domain.root())).isEqualTo(machines);
        }
    }

    @Test
    void aMachineThatIsNamedAnewIsListedUnderItsNewName() throws Exception {
        try (TestingExportDomain domain = TestingExportDomain.create()) {
            UUID machine = UUID.randomUUID();
            String ovf = TestingOvf.of(machine, "web", UUID.randomUUID(), UUID.randomUUID(), 1 << 20);
            put(domain, machine, ovf);
            assertThat(domains.machines(domain.root()))
                    .extracting(ExportedVm::name)
                    .containsExactly("web");

            Files.writeString(domain.ovf(machine), ovf.replace("web", "db1"));
            assertThat(domains.machines(domain.root()))
                    .extracting(ExportedVm::name)
                    .containsExactly("db1");

            Files.delete(domain.ovf(machine));
            assertThat(domains.machines(domain.root())).isEmpty();
        }
    }

    @Test
    void aTemplateIsNoMachineAndKeepsItsId() throws Exception {
        try (TestingExportDomain domain = TestingExportDomain.create()) {
            UUID template = UUID.randomUUID();
            String ovf = TestingOvf.of(template, "golden", UUID.randomUUID(), UUID.randomUUID(), 1 << 20);
            put(domain, template, TestingOvf.asTemplate(ovf, template));

            assertThat(domains.machines(domain.root())).isEmpty();
            assertThat(domains.occupant(domain.root(), template)).contains("the template golden");
        }
    }

    private static ExportDomainParams params(Path mount, String name) {
        return new ExportDomainParams(mount.toString(), name, null);
    }

    private static void put(TestingExportDomain domain, UUID machine, String ovf) throws IOException {
        Files.createDirectories(domain.ovf(machine).getParent());
        Files.writeString(domain.ovf(machine), ovf);
    }

    /** Changes metadata and removes its seal, which VDSM does not insist on. */
    private static void rewriteMetadata(TestingExportDomain domain, String from, String to) throws IOException {
        Path metadata = domain.folder().resolve("dom_md/metadata");
        Files.writeString(
                metadata, Files.readString(metadata).replace(from, to).replaceAll("(?m)^_SHA_CKSUM=.*\n", ""));
    }

    private interface Attempt {
        Object run() throws FailureException;
    }

    private static Failure refusal(Attempt attempt) {
        FailureException refused = catchThrowableOfType(FailureException.class, attempt::run);
        assertThat(refused).isNotNull();
        return refused.failure();
    }
}
