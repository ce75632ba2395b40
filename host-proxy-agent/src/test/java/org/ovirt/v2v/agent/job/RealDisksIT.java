package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.agent.KnownSources;
import org.ovirt.v2v.agent.exportdomain.MountedExportDomains;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.TestingAddresses;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.ConversionSpecBuilder;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingXenHost;

/** The kinds of disk that can be asked for, made by the real virt-v2v from a machine of a Xen host. */
@Tag("long")
class RealDisksIT {
    private static final Duration TIME_OUT = Duration.ofMinutes(8);
    private static final long DATA_DISK = 96L << 20;
    private static final long FILE_SYSTEM_BLOCK = 512;

    private final UUID jobId = UUID.randomUUID();
    private TestingFolder folder;
    private TestingExportDomain domain;
    private TestingAgentConfig config;
    private MountedExportDomains domains;

    @BeforeEach
    void createDomain() {
        Command.require("virt-v2v", "virt-v2v nbdkit nbdkit-plugin-libvirt libnbd-bin qemu-utils");
        folder = TestingFolder.create("disks");
        domain = TestingExportDomain.create();
        config = new TestingAgentConfig(folder.resolve("state"), "virt-v2v", Path.of("/var/tmp"));
        domains = new MountedExportDomains(List.of());
    }

    @AfterEach
    void removeDomain() {
        domain.close();
        folder.close();
        TestingFolder.delete(config.secretsDir().orElseThrow());
    }

    @Test
    void bringsTwoDisksAsQcow2() throws Exception {
        try (TestingGuest guest = TestingGuest.create();
                TestingXenHost xen = TestingXenHost.start(guest.disk(), dataDisk())) {
            JobReport ended = convert(xen, DiskFormat.COW, Allocation.SPARSE);

            assertThat(ended.disks()).extracting(DiskProgress::progress).containsExactly(100, 100);
            List<ExportedVm.Disk> disks = machine().disks();
            assertThat(disks).extracting(ExportedVm.Disk::format).containsOnly("COW");
            assertThat(disks).extracting(ExportedVm.Disk::capacity).containsExactly(guest.capacity(), DATA_DISK);
            for (ExportedVm.Disk disk : disks) {
                JsonNode image = image(disk);
                assertThat(image.path("format").asText()).isEqualTo("qcow2");
                assertThat(image.path("virtual-size").asLong()).isEqualTo(disk.capacity());
                Command.run(List.of("qemu-img", "check", volume(disk).toString()));
                assertThat(meta(disk)).contains("FORMAT=COW", "TYPE=SPARSE");
            }
            assertSameContent(guest.disk(), disks.get(0));
        }
    }

    @Test
    void preallocatesARawDisk() throws Exception {
        try (TestingGuest guest = TestingGuest.create();
                TestingXenHost xen = TestingXenHost.start(guest.disk())) {
            convert(xen, DiskFormat.RAW, Allocation.PREALLOCATED);

            ExportedVm.Disk disk = machine().disks().get(0);
            assertThat(disk.format()).isEqualTo("RAW");
            assertThat(image(disk).path("format").asText()).isEqualTo("raw");
            assertThat(image(disk).path("virtual-size").asLong()).isEqualTo(guest.capacity());
            assertThat(allocated(disk)).isGreaterThanOrEqualTo(guest.capacity());
            assertThat(meta(disk)).contains("FORMAT=RAW", "TYPE=PREALLOCATED");
        }
    }

    private Path dataDisk() {
        Path disk = folder.resolve("data.raw");
        Command.run(List.of("truncate", "--size=" + DATA_DISK, disk.toString()));
        return disk;
    }

    /** The conversion changes files of the guest; its partition table stays. */
    private void assertSameContent(Path source, ExportedVm.Disk disk) throws IOException {
        Path raw = folder.resolve("converted.raw");
        Command.run(List.of("qemu-img", "convert", "-O", "raw", volume(disk).toString(), raw.toString()));
        assertThat(Command.run(List.of("/sbin/sfdisk", "--dump", raw.toString()))
                        .lines()
                        .filter(line -> line.contains("start="))
                        .map(line -> line.replaceFirst("^\\S+", "")))
                .containsExactlyElementsOf(Command.run(List.of("/sbin/sfdisk", "--dump", source.toString()))
                        .lines()
                        .filter(line -> line.contains("start="))
                        .map(line -> line.replaceFirst("^\\S+", ""))
                        .toList());
    }

    private ExportedVm machine() throws Exception {
        List<ExportedVm> machines = domains.machines(domain.root());
        assertThat(machines).extracting(ExportedVm::id).containsExactly(jobId);
        return machines.get(0);
    }

    private Path volume(ExportedVm.Disk disk) {
        return domain.images().resolve(disk.image() + "/" + disk.volume());
    }

    private String meta(ExportedVm.Disk disk) throws IOException {
        return Files.readString(domain.images().resolve(disk.image() + "/" + disk.volume() + ".meta"));
    }

    private JsonNode image(ExportedVm.Disk disk) throws IOException {
        return new ObjectMapper()
                .readTree(Command.run(List.of(
                        "qemu-img", "info", "--output=json", volume(disk).toString())));
    }

    private long allocated(ExportedVm.Disk disk) {
        String blocks = Command.run(List.of("stat", "--format=%b", volume(disk).toString()));
        return Long.parseLong(blocks.strip()) * FILE_SYSTEM_BLOCK;
    }

    private JobReport convert(TestingXenHost xen, DiskFormat format, Allocation allocation) throws Exception {
        introduce(xen);
        ConversionSpec spec = ConversionSpecBuilder.builder()
                .vmName(TestingXenHost.MACHINE)
                .poolID(UUID.randomUUID())
                .domainID(domain.id())
                .disks(List.of())
                .format(format)
                .allocation(allocation)
                .name("imported")
                .exportDomainPath(domain.root().toString())
                .networks(List.of(new NetworkMapping("", "ovirtmgmt")))
                .build();
        try (DurableJobService service = DurableJobService.open(
                config,
                domains,
                new KnownSources(config.stateDir(), TestingAddresses.HERE),
                new RecentMachines(),
                () -> true)) {
            service.start(
                    new ConvertParams(SourceUri.parse(xen.uri()), "", new Secret(""), TlsTrust.NONE, spec, jobId));
            JobReport ended = await().atMost(TIME_OUT)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> service.report(jobId), report -> report.status()
                            .isFinal());
            assertThat(ended.failure()).isNull();
            assertThat(ended.status()).isEqualTo(JobStatus.DONE);
            assertThat(domain.staged()).isEmpty();
            return ended;
        }
    }

    /** What an admin does once: the agent has a key that the Xen host lets in, and knows the host's own. */
    private void introduce(TestingXenHost xen) throws IOException {
        Path ssh = Files.createDirectories(config.stateDir().resolve("ssh"));
        Files.copy(xen.clientKey(), ssh.resolve("id_ed25519"));
        Command.run(List.of("chmod", "600", ssh.resolve("id_ed25519").toString()));
        Files.writeString(ssh.resolve("known_hosts"), xen.knownHost());
    }
}
