package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.KnownSources;
import org.ovirt.v2v.agent.exportdomain.MountedExportDomains;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.agent.v2v.SecretTemp;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.ConversionSpecBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.SecretSearch;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingVCenter;

/** What the real virt-v2v writes about a vCenter with its password is in memory, and overlays of disks are on the disk. */
class SecretsOffDiskIT {
    private static final Duration TIME_OUT = Duration.ofMinutes(4);

    /** Keeps curl, and so what was written for it, there for long enough to be looked at. */
    private static final Duration SLOW = Duration.ofMillis(400);

    private static final Duration LOOK = Duration.ofMillis(100);

    private static final SecretSearch PASSWORD = SecretSearch.of(TestingVCenter.PASSWORD);

    /** Where the appliance is already. */
    private static final Path TEMP = Path.of("/var/tmp");

    private final UUID id = UUID.randomUUID();
    private final TestingFolder folder = TestingFolder.create("secrets");
    private final TestingExportDomain domain = TestingExportDomain.create();
    private final TestingGuest guest = TestingGuest.create();
    private final TestingVCenter vcenter =
            TestingVCenter.builder().disk(guest.disk()).start();
    private final Set<String> onDisk = new ConcurrentSkipListSet<>();
    private final Set<String> inMemory = new ConcurrentSkipListSet<>();
    private TestingAgentConfig config;
    private DurableJobService service;

    @BeforeEach
    void open() throws IOException {
        Command.requireRoot("an export domain belongs to vdsm (36:36)");
        Command.require("virt-v2v", "virt-v2v nbdkit nbdkit-plugin-libvirt libnbd-bin qemu-utils");
        config = new TestingAgentConfig(folder.resolve("state"), "virt-v2v", TEMP);
        service = DurableJobService.open(
                config,
                new MountedExportDomains(List.of()),
                new KnownSources(config.stateDir(), TestingAddresses.HERE),
                new RecentMachines(),
                () -> true);
    }

    @AfterEach
    void close() {
        new JobProcesses(id).kill();
        service.close();
        vcenter.close();
        guest.close();
        domain.close();
        folder.close();
        TestingFolder.delete(config.secretsDir().orElseThrow());
    }

    @Test
    void thePasswordIsInMemoryOnlyAndOverlaysAreNot() throws Exception {
        vcenter.setLatency(SLOW);
        service.start(request());

        await().atMost(TIME_OUT).pollInterval(LOOK).until(() -> {
            look();
            return !inMemory.isEmpty() || !onDisk.isEmpty();
        });
        vcenter.setLatency(Duration.ZERO);
        await().atMost(TIME_OUT).pollInterval(LOOK).until(() -> {
            look();
            return service.report(id).phase().compareTo(Phase.INSPECTING) >= 0;
        });

        assertThat(onDisk).isEmpty();
        assertThat(inMemory).anyMatch(file -> file.contains("guestfscurl"));
        assertThat(overlays()).isNotEmpty().allMatch(device -> device.equals(device(TEMP)));
        service.abort(id);
        await().atMost(TIME_OUT).until(() -> service.report(id).status() == JobStatus.ABORTED);
        await().atMost(TIME_OUT).until(() -> service.owed().isEmpty() && Files.notExists(jobTemp()));
    }

    /** As this process sees the folders of agent and job, and as virt-v2v sees them. */
    private void look() throws JobException {
        assertThat(service.report(id).status()).isNotEqualTo(JobStatus.ERROR);
        onDisk.addAll(PASSWORD.filesBelow(folder.path()));
        if (Files.exists(jobTemp())) {
            onDisk.addAll(PASSWORD.filesBelow(jobTemp()));
        }
        for (int pid : new JobProcesses(id).list()) {
            Path seen = Path.of("/proc/" + pid + "/root" + SecretTemp.in(jobTemp()));
            if (Files.isDirectory(seen) && !device(seen).equals(device(TEMP))) {
                inMemory.addAll(PASSWORD.filesBelow(seen));
            }
        }
    }

    /** The name is the job's id, as short as can be. */
    private Path jobTemp() {
        byte[] bytes = HexFormat.of().parseHex(id.toString().replace("-", ""));
        return TEMP.resolve("v2v-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** On which file systems the files lie that nbdkit has open and nobody else can find. */
    private List<Object> overlays() {
        return new JobProcesses(id)
                .list().stream()
                        .filter(pid -> name(pid).equals("nbdkit"))
                        .flatMap(SecretsOffDiskIT::openFiles)
                        .filter(SecretsOffDiskIT::isRemovedFile)
                        .map(SecretsOffDiskIT::device)
                        .toList();
    }

    private static boolean isRemovedFile(Path open) {
        try {
            return Files.readSymbolicLink(open).toString().endsWith(" (deleted)") && Files.isRegularFile(open);
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<Path> openFiles(int pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(int pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).strip();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object device(Path file) {
        try {
            return Files.getAttribute(file, "unix:dev");
        } catch (NoSuchFileException e) {
            return "gone with its process";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConvertParams request() {
        ConversionSpec spec = ConversionSpecBuilder.builder()
                .vmName(TestingVCenter.FIRST_MACHINE)
                .domainID(domain.id())
                .disks(List.of())
                .name("imported")
                .exportDomainPath(domain.root().toString())
                .build();
        return new ConvertParams(
                SourceUri.parse("vpx://" + vcenter.address()),
                TestingVCenter.USER,
                new Secret(TestingVCenter.PASSWORD),
                TlsTrust.NONE,
                spec,
                id);
    }
}
