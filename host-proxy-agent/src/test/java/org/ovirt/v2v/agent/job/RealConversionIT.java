package org.ovirt.v2v.agent.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.TlsTrust;
import org.ovirt.v2v.testbed.Command;
import org.ovirt.v2v.testbed.SecretSearch;
import org.ovirt.v2v.testbed.TestingAuthority;
import org.ovirt.v2v.testbed.TestingFolder;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingVCenter;

/** The real virt-v2v brings a guest from a simulated vCenter into an export domain. */
@Tag("long")
class RealConversionIT {
    private static final Duration TIME_OUT = Duration.ofMinutes(8);

    private final UUID jobId = UUID.randomUUID();
    private final List<JobReport> told = new CopyOnWriteArrayList<>();
    private TestingFolder folder;
    private TestingAgentConfig config;
    private MountedExportDomains domains;
    private ExportDomainInfo domain;

    @BeforeEach
    void createDomain() throws Exception {
        Command.requireRoot("an export domain belongs to vdsm (36:36)");
        Command.require("virt-v2v", "virt-v2v nbdkit nbdkit-plugin-libvirt libnbd-bin qemu-utils");
        folder = TestingFolder.create("conversion");
        config = new TestingAgentConfig(folder.resolve("state"), "virt-v2v", Path.of("/var/tmp"));
        Path mount = Files.createDirectory(folder.resolve("export"));
        Command.run(List.of("chown", "36:36", mount.toString()));
        domains = new MountedExportDomains(List.of());
        domain = domains.create(new ExportDomainParams(mount.toString(), "demo", null));
    }

    @AfterEach
    void removeDomain() {
        folder.close();
        TestingFolder.delete(config.secretsDir().orElseThrow());
    }

    @Test
    void bringsAGuestFromAVCenterIntoTheExportDomainAndLeavesNothingElse() throws Exception {
        try (TestingGuest guest = TestingGuest.create();
                TestingAuthority authority = TestingAuthority.create();
                TestingVCenter vcenter = TestingVCenter.builder()
                        .disk(guest.disk())
                        .serverPem(authority.server("IP:127.0.0.1"))
                        .start();
                DurableJobService service = open()) {
            service.addListener(told::add);

            service.start(request(vcenter, new TlsTrust(TlsTrust.Mode.CA, authority.certificate())));
            JobReport ended = awaitEnd(service);

            assertThat(ended.failure()).isNull();
            assertThat(ended.status()).isEqualTo(JobStatus.DONE);
            assertThat(ended.progress()).isEqualTo(100);
            assertThat(told).extracting(JobReport::progress).isSorted();
            assertThat(told).extracting(JobReport::phase).isSorted().contains(Phase.values());
            assertThat(told.stream().filter(report -> report.progress() == 100))
                    .allMatch(report -> report.status() == JobStatus.DONE);
            assertCommitted(service, guest.capacity());
            assertNothingLeft();
        }
    }

    @Test
    void abortsTheRealVirtV2vAfterTheAgentWasAwayAndLeavesNothing() throws Exception {
        try (TestingGuest guest = TestingGuest.create();
                TestingVCenter vcenter =
                        TestingVCenter.builder().disk(guest.disk()).start()) {
            try (DurableJobService service = open()) {
                service.start(request(vcenter, TlsTrust.NONE));
                await().atMost(TIME_OUT)
                        .until(() -> service.report(jobId).phase().compareTo(Phase.INSPECTING) >= 0);
            }
            assertThat(new JobProcesses(jobId).list()).isNotEmpty();
            assertThat(temporary()).isDirectory();
            // where libguestfs keeps its sockets, and leaves them when it is killed
            assertThat(temporary().resolve("t/tmp")).isDirectoryContaining("glob:**/libguestfs*");

            try (DurableJobService service = open()) {
                service.abort(jobId);

                assertThat(awaitEnd(service).status()).isEqualTo(JobStatus.ABORTED);
                assertThat(domains.machines(Path.of(domain.path()))).isEmpty();
                assertNothingLeft();
            }
        }
    }

    private void assertCommitted(DurableJobService service, long capacity) throws Exception {
        List<ExportedVm> machines = domains.machines(Path.of(domain.path()));
        assertThat(machines).hasSize(1);
        ExportedVm machine = machines.get(0);
        assertThat(machine.id()).isEqualTo(jobId);
        assertThat(machine.name()).isEqualTo("imported");
        assertThat(service.ovf(jobId)).contains(jobId.toString()).contains("<Name>imported</Name>");
        // of a distributed switch, which virt-v2v passes over
        assertThat(machine.nics())
                .singleElement()
                .satisfies(nic -> assertThat(nic.mac()).startsWith("00:0c:29:"))
                .returns("ovirtmgmt", ExportedVm.Nic::network)
                .returns("virtio", ExportedVm.Nic::model);
        assertThat(service.report(jobId).warnings()).noneMatch(warning -> warning.contains("network"));
        ExportedVm.Disk disk = machine.disks().get(0);
        assertThat(disk.capacity()).isEqualTo(capacity);
        Path volume = Path.of(domain.path(), domain.id().toString(), "images", disk.image() + "/" + disk.volume());
        assertThat(Command.run(List.of("qemu-img", "info", "-f", "raw", volume.toString())))
                .contains("(" + capacity + " bytes)");
        assertThat(Files.getAttribute(volume, "unix:uid")).isEqualTo(36);
    }

    private void assertNothingLeft() {
        assertThat(Path.of(domain.path(), ".v2v")).doesNotExist();
        assertThat(temporary()).doesNotExist();
        assertThat(config.secretsDir().orElseThrow()).isEmptyDirectory();
        assertThat(new JobProcesses(jobId).list()).isEmpty();
        assertThat(SecretSearch.of(TestingVCenter.PASSWORD).filesBelow(config.stateDir()))
                .isEmpty();
    }

    /** The job's temporary files; the name is its id, as short as can be. */
    private Path temporary() {
        byte[] id = HexFormat.of().parseHex(jobId.toString().replace("-", ""));
        return Path.of("/var/tmp/v2v-" + Base64.getUrlEncoder().withoutPadding().encodeToString(id));
    }

    private DurableJobService open() throws IOException {
        return DurableJobService.open(
                config,
                domains,
                new KnownSources(config.stateDir(), TestingAddresses.HERE),
                new RecentMachines(),
                () -> true);
    }

    private ConvertParams request(TestingVCenter vcenter, TlsTrust trust) {
        ConversionSpec spec = ConversionSpecBuilder.builder()
                .vmName(TestingVCenter.FIRST_MACHINE)
                .poolID(domain.poolId())
                .domainID(domain.id())
                .disks(List.of())
                .format(DiskFormat.RAW)
                .allocation(Allocation.SPARSE)
                .name("imported")
                .exportDomainPath(domain.path())
                .networks(List.of(new NetworkMapping("", "ovirtmgmt")))
                .build();
        return new ConvertParams(
                SourceUri.parse("vpx://" + vcenter.address()),
                TestingVCenter.USER,
                new Secret(TestingVCenter.PASSWORD),
                trust,
                spec,
                jobId);
    }

    private JobReport awaitEnd(DurableJobService service) {
        return await().atMost(TIME_OUT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Optional.of(service.report(jobId)), report -> report.filter(
                                found -> found.status().isFinal())
                        .isPresent())
                .orElseThrow();
    }
}
