package org.ovirt.v2v.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ovirt.engine.sdk4.Connection;
import org.ovirt.engine.sdk4.ConnectionBuilder;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.services.StorageDomainVmService;
import org.ovirt.engine.sdk4.services.SystemService;
import org.ovirt.engine.sdk4.services.VmService;
import org.ovirt.engine.sdk4.types.Cluster;
import org.ovirt.engine.sdk4.types.DiskAttachment;
import org.ovirt.engine.sdk4.types.Event;
import org.ovirt.engine.sdk4.types.ExternalVmImport;
import org.ovirt.engine.sdk4.types.ExternalVmProviderType;
import org.ovirt.engine.sdk4.types.Host;
import org.ovirt.engine.sdk4.types.Job;
import org.ovirt.engine.sdk4.types.JobStatus;
import org.ovirt.engine.sdk4.types.Nic;
import org.ovirt.engine.sdk4.types.StorageDomain;
import org.ovirt.engine.sdk4.types.Vm;
import org.ovirt.engine.sdk4.types.VmStatus;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EngineProcess;
import org.ovirt.v2v.testbed.TestingAuthority;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingGuest;
import org.ovirt.v2v.testbed.TestingVCenter;

/**
 * oVirt's own Java SDK, unchanged, over https and believing nothing but the engine's authority, imports a guest of a vCenter by the
 * real virt-v2v: from the search for a cluster to the revoked token.
 */
@Tag("long")
class OvirtSdkImportIT {
    private static final String NAME = "sdk1";
    private static final String DOMAIN = "export";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    void machineIsFoundImportedFollowedReadAndTheTokenIsRevoked() throws Exception {
        try (TestingAuthority authority = TestingAuthority.create();
                TestingGuest guest = TestingGuest.create();
                TestingVCenter vcenter = TestingVCenter.builder()
                        .disk(guest.disk())
                        .serverPem(authority.server("IP:127.0.0.1"))
                        .start();
                TestingExportDomain exports = TestingExportDomain.createEmpty();
                Deployment deployment = Deployment.trusting(authority)) {
            deployment.addExportDomain(DOMAIN, exports).accepted();
            Connection connection = ConnectionBuilder.connection()
                    .url(deployment.engine().address() + "/api")
                    .user(EngineProcess.ADMIN)
                    .password(EngineProcess.ADMIN_PASSWORD)
                    .trustStoreFile(deployment.trustStore().toString())
                    .trustStorePassword(Deployment.TRUST_STORE_PASSWORD)
                    .build();
            SystemService system = connection.systemService();
            String token = connection.authenticate();

            ExternalVmImport added = add(system, vcenter);
            String id = added.vm().id();
            assertThat(added.passwordPresent()).isFalse();
            follow(system, id);
            read(system, id, guest);
            ImportedMachine.assertComplete(exports, id, guest.capacity());
            assertThat(exports.ovf(UUID.fromString(id))).content().contains("<Name>" + NAME + "</Name>");

            EngineClient same = deployment.engine().anonymous().withToken(token);
            assertThat(same.get("").status()).isEqualTo(200);
            connection.close();
            assertThat(same.get("").status())
                    .as("the token when the SDK has closed")
                    .isEqualTo(401);
        }
    }

    private static ExternalVmImport add(SystemService system, TestingVCenter vcenter) {
        Cluster cluster = only(system.clustersService()
                .list()
                .search("name=" + Deployment.CLUSTER)
                .send()
                .clusters());
        Host host = only(system.hostsService()
                .list()
                .search("cluster=" + Deployment.CLUSTER + " and status=up")
                .send()
                .hosts());
        StorageDomain domain = only(system.storageDomainsService()
                .list()
                .search("name=" + DOMAIN)
                .send()
                .storageDomains());
        return system.externalVmImportsService()
                .add()
                .import_(Builders.externalVmImport()
                        .name(TestingVCenter.FIRST_MACHINE)
                        .provider(ExternalVmProviderType.VMWARE)
                        .url("vpx://" + vcenter.address() + "/DC0/DC0_C0/DC0_C0_H0")
                        .username(TestingVCenter.USER)
                        .password(TestingVCenter.PASSWORD)
                        .sparse(true)
                        .vm(Builders.vm().name(NAME))
                        .cluster(cluster)
                        .host(host)
                        .storageDomain(domain))
                .send()
                .import_();
    }

    /** By events and by the job, as a script does that waits for it. */
    private static void follow(SystemService system, String id) {
        VmService service = system.vmsService().vmService(id);
        Vm importing = service.get().send().vm();
        assertThat(importing.name()).isEqualTo(NAME);
        assertThat(importing.status()).isEqualTo(VmStatus.DOWN);
        assertThat(events(system, "type=1165 and vm.id=" + id)).hasSize(1);
        Job job = only(system.jobsService().list().send().jobs());
        assertThat(job.status()).isEqualTo(JobStatus.STARTED);

        Awaitility.await("the event of the end")
                .atMost(Deployment.CONVERSION_TIME_OUT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    assertThat(events(system, "type=1153 and vm.id=" + id))
                            .extracting(Event::description)
                            .isEmpty();
                    return events(system, "type=1152 and vm.id=" + id).size() == 1;
                });
        Awaitility.await("the end of the job")
                .atMost(SOON)
                .until(() -> system.jobsService()
                                .jobService(job.id())
                                .get()
                                .send()
                                .job()
                                .status()
                        == JobStatus.FINISHED);
    }

    private static void read(SystemService system, String id, TestingGuest guest) {
        Vm machine = system.vmsService().vmService(id).get().send().vm();
        assertThat(machine.memory()).isPositive();
        List<Nic> nics =
                system.vmsService().vmService(id).nicsService().list().send().nics();
        assertThat(nics).hasSize(1);
        assertThat(nics.get(0).mac().address()).matches("([0-9a-f]{2}:){5}[0-9a-f]{2}");
        StorageDomain domain = only(system.storageDomainsService().list().send().storageDomains());
        StorageDomainVmService exported = system.storageDomainsService()
                .storageDomainService(domain.id())
                .vmsService()
                .vmService(id);
        assertThat(exported.get().send().vm().name()).isEqualTo(NAME);
        List<DiskAttachment> disks =
                exported.diskAttachmentsService().list().send().attachments();
        assertThat(disks).hasSize(1);
        assertThat(disks.get(0).disk().provisionedSize().longValue()).isEqualTo(guest.capacity());
    }

    private static List<Event> events(SystemService system, String search) {
        return system.eventsService().list().search(search).send().events();
    }

    private static <T> T only(List<T> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
