package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.ovirt.v2v.engine.EngineRequests.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.engine.sdk4.Connection;
import org.ovirt.engine.sdk4.ConnectionBuilder;
import org.ovirt.engine.sdk4.Error;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.builders.ExternalVmImportBuilder;
import org.ovirt.engine.sdk4.services.StorageDomainVmService;
import org.ovirt.engine.sdk4.services.SystemService;
import org.ovirt.engine.sdk4.services.VmService;
import org.ovirt.engine.sdk4.types.Api;
import org.ovirt.engine.sdk4.types.Cluster;
import org.ovirt.engine.sdk4.types.DiskAttachment;
import org.ovirt.engine.sdk4.types.Event;
import org.ovirt.engine.sdk4.types.ExternalVmImport;
import org.ovirt.engine.sdk4.types.ExternalVmProviderType;
import org.ovirt.engine.sdk4.types.Host;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.Job;
import org.ovirt.engine.sdk4.types.JobStatus;
import org.ovirt.engine.sdk4.types.Nic;
import org.ovirt.engine.sdk4.types.StorageDomain;
import org.ovirt.engine.sdk4.types.StorageDomainStatus;
import org.ovirt.engine.sdk4.types.StorageDomainType;
import org.ovirt.engine.sdk4.types.Vm;
import org.ovirt.engine.sdk4.types.VmStatus;
import org.ovirt.v2v.engine.AgentProfile;
import org.ovirt.v2v.engine.EngineEnvironment;
import org.ovirt.v2v.engine.EngineRequests;
import org.ovirt.v2v.testbed.AgentProcess;
import org.ovirt.v2v.testbed.TestingExportDomain;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.v2v.testbed.TestingVCenter;
import org.ovirt.v2v.testbed.TestingVirtV2v;

/** oVirt's own Java SDK, unchanged, imports machines through the real agent; only virt-v2v follows a script. */
@QuarkusTest
@TestProfile(AgentProfile.class)
class OvirtSdkIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String COPYING = "copying";
    private static final String MACHINE = TestingVCenter.FIRST_MACHINE;

    private TestingVirtV2v virtV2v;
    private TestingVCenter vcenter;
    private TestingExportDomain exports;
    private AgentProcess agent;
    private ImportEstate estate;
    private Connection connection;
    private SystemService system;

    @BeforeEach
    void prepare() {
        virtV2v = TestingVirtV2v.create();
        vcenter = TestingVCenter.start();
        exports = TestingExportDomain.createEmptyOnFileSystemOf(64);
        agent = AgentProcess.start(
                identity(), Map.of("agent.v2v.program", virtV2v.program().toString()));
        estate = ImportEstate.register(agent, exports, vcenter);
        connection = connect(EngineEnvironment.PASSWORD);
        system = connection.systemService();
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        agent.close();
        exports.close();
        vcenter.close();
        virtV2v.close();
    }

    @Test
    void aMachineIsImportedFollowedAndReadFromTheExportDomain() {
        Api api = system.get().send().api();
        assertThat(api.productInfo().version().majorAsInteger()).isEqualTo(4);
        assertThat(api.authenticatedUser().userName()).isEqualTo(EngineRequests.USER);
        Cluster cluster = only(system.clustersService()
                .list()
                .search("name=" + estate.cluster())
                .send()
                .clusters());
        Host host = only(system.hostsService()
                .list()
                .search("cluster.name=" + estate.cluster() + " and status=up")
                .send()
                .hosts());
        StorageDomain domain = only(system.storageDomainsService()
                .list()
                .search("name=\"" + estate.domain() + "\"")
                .send()
                .storageDomains());
        assertThat(host.status()).isEqualTo(HostStatus.UP);
        assertThat(domain.type()).isEqualTo(StorageDomainType.EXPORT);
        assertThat(domain.status()).isEqualTo(StorageDomainStatus.ACTIVE);
        virtV2v.stoppingAt("Copying disk 1/1", COPYING);
        String name = unique("web");

        // a cluster as it was got, a host by id, a domain by name: an SDK can do all of it
        ExternalVmImport added = system.externalVmImportsService()
                .add()
                .import_(wanted(name, MACHINE)
                        .cluster(cluster)
                        .host(Builders.host().id(host.id()))
                        .storageDomain(Builders.storageDomain().name(estate.domain())))
                .send()
                .import_();

        assertThat(added.passwordPresent()).isFalse();
        assertThat(added.cluster().id()).isEqualTo(cluster.id());
        assertThat(added.storageDomain().id()).isEqualTo(domain.id());
        assertThat(added.host().id()).isEqualTo(host.id());
        await().atMost(SOON).until(() -> virtV2v.reached(COPYING));
        VmService service = system.vmsService().vmService(added.vm().id());
        Vm importing = service.get().send().vm();
        assertThat(importing.name()).isEqualTo(name);
        assertThat(importing.status()).isEqualTo(VmStatus.DOWN);
        await().atMost(SOON)
                .until(() -> service.get().send().vm().statusDetail().contains("Copying"));
        assertThat(importing.cpu().topology().socketsAsInteger()).isPositive();
        assertThat(importing.cluster().id()).isEqualTo(cluster.id());
        assertThat(service.diskAttachmentsService().list().send().attachments()).isEmpty();
        assertThat(events("type=1165 and vm.id=" + added.vm().id())).hasSize(1);
        assertThat(events("type=1152 and vm.id=" + added.vm().id())).isEmpty();
        Job job = system.jobsService().list().send().jobs().stream()
                .filter(each -> each.description().contains(name))
                .findFirst()
                .orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.STARTED);

        virtV2v.release(COPYING);

        await().atMost(SOON)
                .until(() -> events("type=1152 and vm.id=" + added.vm().id()).size() == 1);
        Job ended = system.jobsService().jobService(job.id()).get().send().job();
        assertThat(ended.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(connection.followLink(ended.steps())).isNotNull();
        StorageDomainVmService exported = system.storageDomainsService()
                .storageDomainService(domain.id())
                .vmsService()
                .vmService(added.vm().id());
        assertThat(exported.get().send().vm().name()).isEqualTo(name);
        List<DiskAttachment> disks =
                exported.diskAttachmentsService().list().send().attachments();
        assertThat(disks).hasSize(1);
        assertThat(disks.get(0).disk().provisionedSize().longValue()).isPositive();
        assertThatThrownBy(() -> exported.import_().cluster(cluster).send())
                .isInstanceOf(Error.class)
                .hasMessageContaining("oVirt's engine does this")
                .hasMessageContaining("501");
        List<Nic> nics = service.nicsService().list().send().nics();
        assertThat(nics).isNotEmpty().allSatisfy(nic -> assertThat(nic.mac().address())
                .isNotEmpty());
    }

    @Test
    void aListThatGoesOnHasItsEntriesAndNothingElse() {
        assertThat(system.eventsService().list().send().events()).hasSizeGreaterThan(1);
        Event newest = only(system.eventsService().list().max(1).send().events());
        assertThat(newest.id()).isNotNull();
        assertThat(newest.code()).isNotNull();
    }

    @Test
    void aMachineWhoseImportFailsIsGoneAndTheFailureIsAnEvent() {
        ExternalVmImport added = system.externalVmImportsService()
                .add()
                .import_(wanted(unique("web"), MACHINE)
                        .cluster(Builders.cluster().name(estate.cluster()))
                        .storageDomain(Builders.storageDomain().name(estate.domain()))
                        .driversIso(Builders.file().id("/no/such.iso")))
                .send()
                .import_();

        await().atMost(SOON)
                .until(() -> events("type=1153 and vm.id=" + added.vm().id()).size() == 1);
        assertThatThrownBy(() ->
                        system.vmsService().vmService(added.vm().id()).get().send())
                .isInstanceOf(Error.class)
                .hasMessageContaining("404");
    }

    @Test
    void whatIsWrongIsToldInTheSdksOwnErrors() {
        assertThatThrownBy(() -> add(wanted(unique("web"), "no such machine")))
                .isInstanceOf(Error.class)
                .hasMessageContaining("no such machine")
                .hasMessageContaining("400");
        assertThatThrownBy(() -> system.externalVmImportsService()
                        .add()
                        .import_(Builders.externalVmImport().name(MACHINE))
                        .send())
                .isInstanceOf(Error.class)
                .hasMessageContaining("Incomplete parameters")
                .hasMessageContaining("ExternalVmImport [provider, url, username, password, cluster.id|name,");
        assertThatThrownBy(() -> add(wanted(unique("web"), MACHINE).url("ova:///var/tmp/web.ova")))
                .isInstanceOf(Error.class)
                .hasMessageContaining("OVA archives cannot be imported yet");
        assertThatThrownBy(() -> system.hostsService().list().search("nmae=x").send())
                .isInstanceOf(Error.class)
                .hasMessageContaining("nmae");
        Connection stranger = connect("not the password");
        assertThatThrownBy(() -> stranger.systemService().get().send())
                .isInstanceOf(Error.class)
                .hasRootCauseInstanceOf(Error.class)
                .rootCause()
                .hasMessageContaining("access_denied");
    }

    @Test
    void aSourceThatRefusesTheCredentialsLeavesNoProviderBehind() {
        int before = EngineRequests.get("/externalvmproviders")
                .extract()
                .<List<?>>path("external_vm_provider")
                .size();

        assertThatThrownBy(() -> add(wanted(unique("web"), MACHINE).password("not the password")))
                .isInstanceOf(Error.class)
                .hasMessageContaining("refuses user " + TestingVCenter.USER);

        assertThat(EngineRequests.get("/externalvmproviders").extract().<List<?>>path("external_vm_provider"))
                .hasSize(before);
    }

    private void add(ExternalVmImportBuilder wanted) {
        system.externalVmImportsService()
                .add()
                .import_(wanted.cluster(Builders.cluster().name(estate.cluster()))
                        .storageDomain(Builders.storageDomain().name(estate.domain())))
                .send();
    }

    private ExternalVmImportBuilder wanted(String name, String machine) {
        return Builders.externalVmImport()
                .name(machine)
                .provider(ExternalVmProviderType.VMWARE)
                .url("vpx://administrator@" + vcenter.address() + "/DC0/DC0_C0/DC0_C0_H0?no_verify=1")
                .username(TestingVCenter.USER)
                .password(TestingVCenter.PASSWORD)
                .sparse(true)
                .vm(Builders.vm().name(name));
    }

    private List<Event> events(String search) {
        return system.eventsService().list().search(search).send().events();
    }

    private static <T> T only(List<T> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Connection connect(String password) {
        return ConnectionBuilder.connection()
                .url("https://localhost:" + EngineRequests.port() + EngineRequests.API)
                .user(EngineRequests.USER)
                .password(password)
                .insecure(true)
                .build();
    }

    private static TestingPki.Identity identity() {
        Config config = ConfigProvider.getConfig();
        return new TestingPki.Identity(
                config.getValue(EngineEnvironment.HOST_CERTIFICATE, Path.class),
                config.getValue(EngineEnvironment.HOST_KEY, Path.class),
                config.getValue("v2v.pki.ca", Path.class));
    }
}
