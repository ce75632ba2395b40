package org.ovirt.v2v.engine.imports.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.ImportProfile;
import org.ovirt.v2v.engine.IncompleteRequestException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.audit.AuditEvent;
import org.ovirt.v2v.engine.audit.AuditEventRepository;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.audit.EventQuery;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.ClusterRepository;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterRepository;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.AttemptOutcome;
import org.ovirt.v2v.engine.imports.Import;
import org.ovirt.v2v.engine.imports.ImportAttempt;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportBroadcast;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.engine.imports.ImportOrigin;
import org.ovirt.v2v.engine.imports.ImportPlacement;
import org.ovirt.v2v.engine.imports.ImportPlan;
import org.ovirt.v2v.engine.imports.ImportRepository;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportSource;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.ImportTarget;
import org.ovirt.v2v.engine.imports.NameReservations;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.QueueEntry;
import org.ovirt.v2v.engine.imports.run.ImportCancellation;
import org.ovirt.v2v.engine.imports.run.ObstructedImports;
import org.ovirt.v2v.engine.jobs.Job;
import org.ovirt.v2v.engine.jobs.JobLog;
import org.ovirt.v2v.engine.jobs.JobStatus;
import org.ovirt.v2v.engine.jobs.Step;
import org.ovirt.v2v.engine.jobs.StepType;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderRepository;
import org.ovirt.v2v.engine.provider.ProviderRequest;
import org.ovirt.v2v.engine.provider.ProviderService;
import org.ovirt.v2v.engine.provider.ProviderSettings;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageDomainAttachment;
import org.ovirt.v2v.engine.storage.StorageDomainRepository;
import org.ovirt.v2v.engine.storage.StorageLocation;
import org.ovirt.v2v.engine.storage.StorageType;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.HostCapabilities;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/** What imports do for their user, whatever the database. */
@QuarkusTest
@TestProfile(ImportProfile.class)
@Tag("stored")
class ImportServiceIT {
    private static final String OWNER = "admin@internal";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long GIBIBYTE = 1L << 30;

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    @Inject
    ImportService service;

    @Inject
    SubmissionCheck check;

    @Inject
    ImportCancellation cancellation;

    @Inject
    ObstructedImports obstructed;

    @Inject
    ImportHistory history;

    @Inject
    ImportBoard board;

    @Inject
    ImportBroadcast broadcast;

    @Inject
    ImportRepository imports;

    @Inject
    AuditEventRepository events;

    @Inject
    JobLog jobs;

    @Inject
    DataCenterRepository dataCenters;

    @Inject
    ClusterRepository clusters;

    @Inject
    ProxyHostRepository hosts;

    @Inject
    StorageDomainRepository domains;

    @Inject
    ProviderRepository providers;

    @Inject
    ProviderService providerService;

    @Inject
    StorageDomainAttachment attachment;

    @Inject
    NameReservations names;

    @Inject
    EntityManager entities;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String mount = "/exports/" + mark;
    private UUID dataCenterId;
    private UUID domainId;
    private UUID providerId;

    @BeforeEach
    void prepare() {
        leftovers.clear();
        QuarkusTransaction.requiringNew().run(() -> {
            DataCenter dataCenter = new DataCenter(UUID.randomUUID(), "dc-" + mark, "");
            dataCenters.add(dataCenter);
            Cluster cluster = new Cluster(UUID.randomUUID(), "cluster-" + mark, "", dataCenter);
            clusters.add(cluster);
            ProxyHost host =
                    new ProxyHost(UUID.randomUUID(), "host-" + mark, new HostAddress("host-" + mark, 24_325), cluster);
            hosts.add(host);
            StorageDomain domain = new StorageDomain(
                    UUID.randomUUID(),
                    "export-" + mark,
                    dataCenter,
                    host,
                    new StorageLocation(StorageType.LOCALFS, "", mount, mount));
            domain.attach(dataCenter);
            domains.add(domain);
            Provider provider = new Provider(
                    UUID.randomUUID(),
                    new ProviderSettings(
                            "vcenter-" + mark,
                            "",
                            SourceType.VMWARE,
                            SourceUri.parse("vpx://vcenter.example"),
                            "user@vsphere.local",
                            TlsTrust.NONE,
                            SshTrust.KNOWN_HOSTS,
                            dataCenter,
                            Optional.empty()));
            providers.add(provider);
            dataCenterId = dataCenter.id();
            domainId = domain.id();
            providerId = provider.id();
        });
        agent.add(domain(100 * GIBIBYTE));
        agent.add(TestingMachine.of("vm-1", "web"));
    }

    @Test
    void aMachineIsImportedAndEverythingTellsOfIt() {
        ImportSnapshot accepted = submit("vm-1", "web-new");

        assertThat(accepted.state()).isEqualTo(ImportState.QUEUED);
        awaitState(accepted, ImportState.CONVERTING);
        assertThat(agent.conversions()).singleElement().satisfies(sent -> {
            assertThat(sent.jobid()).isEqualTo(accepted.id());
            assertThat(sent.uri().toString()).isEqualTo("vpx://user%40vsphere.local@vcenter.example/dc/cluster/esxi");
            assertThat(sent.vminfo().sourceId()).isEqualTo("vm-1");
            assertThat(sent.vminfo().targetName()).isEqualTo("web-new");
            assertThat(sent.vminfo().exportDomainPath()).isEqualTo(mount);
            assertThat(sent.vminfo().domainID()).isEqualTo(domainId);
            assertThat(sent.vminfo().poolID()).isEqualTo(dataCenterId);
        });

        agent.report(
                accepted.id(), org.ovirt.v2v.model.conversion.JobStatus.COPYING_DISK, Phase.COPYING_DISKS, 42, null);
        await().atMost(SOON).until(() -> history.get(accepted.id()).progress().percent() == 42);
        finish(accepted);

        ImportSnapshot ended = awaitState(accepted, ImportState.SUCCEEDED);
        assertThat(ended.progress().percent()).isEqualTo(100);
        assertThat(codes(accepted)).containsExactly(1152, 1193, 1165);
        Job job = jobs.find(accepted.origin().jobId()).orElseThrow();
        assertThat(job.description()).isEqualTo("Importing VM web-new to Cluster cluster-" + mark);
        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(job.steps())
                .extracting(Step::type)
                .containsExactly(StepType.VALIDATING, StepType.EXECUTING, StepType.CONVERTING_VM, StepType.FINALIZING);
        assertThat(job.steps()).allMatch(step -> step.status() == JobStatus.FINISHED);
        await().atMost(SOON).until(() -> agent.jobIds().isEmpty());
    }

    @Test
    void aRunningMachineIsRefused() {
        agent.add(TestingMachine.of("vm-2", "busy", ExternalVm.UP, TestingMachine.disk()));

        assertRefused("vm-2", FailureCode.VM_RUNNING);
    }

    @Test
    void aMachineWhoseUuidAnotherHasIsRefused() {
        agent.add(TestingMachine.sharingItsUuid("vm-2", "db", "db-copy (vm-3 in dc)"));

        assertThatThrownBy(() -> submit("vm-2", "web-new"))
                .hasMessageContainingAll("db (vm-2)", "db-copy (vm-3 in dc)");
        assertRefused("vm-2", FailureCode.VM_UUID_SHARED);
    }

    @Test
    void aMachineOfWhichADiskHoldsOnlyTheChangesSinceASnapshotIsRefused() {
        agent.add(TestingMachine.of(
                "vm-2", "db", ExternalVm.DOWN, TestingMachine.disk().withParent("[ds] db/db.vmdk")));

        assertThatThrownBy(() -> submit("vm-2", "web-new")).hasMessageContainingAll("machine db", "[ds] db/db.vmdk");
        assertRefused("vm-2", FailureCode.SOURCE_ERROR);
    }

    /** It would wait for its turn otherwise, only to fail then. */
    @Test
    void aMachineWithADiskOnABlockDeviceIsRefused() {
        agent.add(TestingMachine.of(
                "vm-2",
                "db",
                ExternalVm.DOWN,
                TestingMachine.disk().withDisktype("block").withAlias("/dev/vg/db")));

        assertThatThrownBy(() -> submit("vm-2", "web-new")).hasMessageContainingAll("machine db", "/dev/vg/db");
        assertRefused("vm-2", FailureCode.GUEST_NOT_CONVERTIBLE);
    }

    /** virt-v2v reads its disks by the host's place in the vCenter. */
    @Test
    void aMachineWhoseHostTheUserMayNotSeeIsRefused() {
        agent.add(TestingMachine.of("vm-2", "db", ExternalVm.DOWN, TestingMachine.disk())
                .withUri(null));

        assertThatThrownBy(() -> submit("vm-2", "web-new")).hasMessageContaining("ESXi host of db");
        assertRefused("vm-2", FailureCode.SOURCE_CREDENTIALS_REFUSED);
    }

    @Test
    void anUnknownMachineIsRefused() {
        assertRefused("vm-99", FailureCode.VM_NOT_FOUND);
    }

    @Test
    void aMachineWithoutDisksIsRefused() {
        agent.add(TestingMachine.of("vm-2", "empty", ExternalVm.DOWN));

        assertRefused("vm-2", FailureCode.VM_WITHOUT_DISKS);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"SOURCE_UNREACHABLE", "SOURCE_CREDENTIALS_REFUSED", "SOURCE_CERTIFICATE_UNTRUSTED"})
    void whatTheSourceRefusesIsTold(FailureCode code) {
        agent.fail(VerbName.GET_EXTERNAL_VMS, code);

        assertRefused("vm-1", code);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"DOMAIN_MISSING", "DOMAIN_READ_ONLY", "DOMAIN_FOREIGN_OWNER"})
    void anExportDomainThatCannotBeUsedIsRefused(FailureCode code) {
        agent.fail(VerbName.OPEN_EXPORT_DOMAIN, code);

        assertRefused("vm-1", code);
    }

    @Test
    void anExportDomainThatAnOvirtEngineHasAttachedIsUsed() {
        agent.add(new ExportDomainInfo(
                mount, domainId, "export", UUID.randomUUID(), null, 1000 * GIBIBYTE, 1000 * GIBIBYTE));

        assertThat(service.submit(
                                providerId, new ImportItem("vm-1", request("web-new", Allocation.PREALLOCATED)), OWNER)
                        .name())
                .isEqualTo("web-new");
    }

    @Test
    void anExportDomainThatIsFullIsRefused() {
        agent.add(domain(GIBIBYTE));

        assertThatThrownBy(() -> service.submit(
                        providerId, new ImportItem("vm-1", request("web-new", Allocation.PREALLOCATED)), OWNER))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.DOMAIN_FULL));
    }

    /** What of them is blank is not written; they would wait for ever for space that they may not need. */
    @Test
    void disksOfVmwareNeedNotFitAsAWhole() {
        agent.add(domain(GIBIBYTE));
        agent.add(TestingMachine.of(
                "vm-2",
                "thick",
                ExternalVm.DOWN,
                TestingMachine.disk().withBacking("flat").withAllocation(10 * GIBIBYTE),
                TestingMachine.disk().withBacking("thin").withAllocation(9 * GIBIBYTE)));

        ImportSnapshot accepted =
                service.submit(providerId, new ImportItem("vm-2", request("thick-new", Allocation.SPARSE)), OWNER);

        assertThat(accepted.target().space()).isZero();
        awaitState(accepted, ImportState.CONVERTING);
        assertThatThrownBy(() -> service.submit(
                        providerId, new ImportItem("vm-2", request("thick-2", Allocation.PREALLOCATED)), OWNER))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.DOMAIN_FULL));
    }

    @Test
    void aHostThatLacksWhatConversionsNeedIsRefused() {
        agent.capabilities(new HostCapabilities(
                "1",
                "Debian",
                2,
                1024,
                "2.2.0",
                List.of(),
                false,
                List.of(),
                null,
                0,
                List.of(Failure.of(FailureCode.TOOL_INCOMPLETE, "nbdkit is missing")),
                List.of()));

        assertRefused("vm-1", FailureCode.TOOL_INCOMPLETE);
    }

    @Test
    void aHostThatCannotBeReachedIsRefused() {
        agent.goDown();

        assertRefused("vm-1", FailureCode.HOST_UNREACHABLE);
    }

    @Test
    void aNameThatLiesInTheExportDomainIsRefused() {
        agent.add(new ExportedVm(UUID.randomUUID(), "web-new", 1024, 1, "debian", List.of()));

        assertRefused("vm-1", FailureCode.VM_NAME_IN_USE);
        // and the attempt leaves no reservation behind
        agent.reset();
        agent.add(domain(100 * GIBIBYTE));
        agent.add(TestingMachine.of("vm-1", "web"));
        assertThat(submit("vm-1", "web-new").name()).isEqualTo("web-new");
    }

    @Test
    void ofRequestsForTheSameNameAtTheSameTimeOneWins() throws Exception {
        int parties = 8;
        CyclicBarrier together = new CyclicBarrier(parties);
        List<CompletableFuture<ImportResult>> attempts = new ArrayList<>();
        for (int party = 0; party < parties; party++) {
            attempts.add(CompletableFuture.supplyAsync(() -> {
                pass(together);
                return service.submit(
                                providerId, List.of(new ImportItem("vm-1", request("same", Allocation.SPARSE))), OWNER)
                        .get(0);
            }));
        }
        CompletableFuture.allOf(attempts.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        List<ImportResult> results =
                attempts.stream().map(CompletableFuture::join).toList();
        assertThat(results).filteredOn(result -> result.accepted().isPresent()).hasSize(1);
        assertThat(results).filteredOn(result -> result.refused().isPresent()).allSatisfy(result -> assertThat(
                        result.refused().orElseThrow())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.VM_NAME_IN_USE)));
    }

    @Test
    void aNameIsGivenBackOnceTheDatabaseAnswersAgain() throws Exception {
        agent.hold(VerbName.LIST_EXPORTED_VMS);
        CompletableFuture<ImportSnapshot> held = CompletableFuture.supplyAsync(() -> submit("vm-1", "held"));
        await().atMost(SOON).until(() -> agent.waiting(VerbName.LIST_EXPORTED_VMS) == 1);
        agent.add(new ExportedVm(UUID.randomUUID(), "held", 1024, 1, "debian", List.of()));
        NamedId here = new NamedId(dataCenterId, "dc");

        execute("alter table vm_name_reservations rename to names_away");
        try {
            agent.release(VerbName.LIST_EXPORTED_VMS);
            assertThatThrownBy(() -> held.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .hasMessageContaining("has a machine with the name held already");
        } finally {
            execute("alter table names_away rename to vm_name_reservations");
        }

        assertThatThrownBy(() -> names.requireFree(here, "held")).isInstanceOf(FailureException.class);
        names.releaseOwed();
        names.requireFree(here, "held");
    }

    @Test
    void aNameThatIsGivenBackLateStaysWithTheImportThatHasItByThen() {
        ImportSnapshot active = submit("vm-1", "active");
        NamedId here = new NamedId(dataCenterId, "dc");

        names.owe(here, "active", active.id());
        names.releaseOwed();

        assertThatThrownBy(() -> names.requireFree(here, "active")).isInstanceOf(FailureException.class);
    }

    @Test
    void aNameIsTakenAnewAlthoughItIsStillToBeGivenBack() {
        NamedId here = new NamedId(dataCenterId, "dc");
        UUID dead = UUID.randomUUID();
        names.reserve(here, "anew", dead);
        names.owe(here, "anew", dead);

        ImportSnapshot accepted = submit("vm-1", "anew");
        names.releaseOwed();

        assertThat(accepted.state()).isEqualTo(ImportState.QUEUED);
        assertThatThrownBy(() -> names.requireFree(here, "anew")).isInstanceOf(FailureException.class);
    }

    private void execute(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(sql).executeUpdate());
    }

    @Test
    void aProviderThatIsRemovedWhileAMachineIsCheckedKeepsItFromBeingImported() {
        agent.hold(VerbName.LIST_EXPORTED_VMS);
        CompletableFuture<ImportSnapshot> held = CompletableFuture.supplyAsync(() -> submit("vm-1", "late"));
        await().atMost(SOON).until(() -> agent.waiting(VerbName.LIST_EXPORTED_VMS) == 1);

        providerService.remove(providerId, Expected.ANYTHING);
        agent.release(VerbName.LIST_EXPORTED_VMS);

        assertThatThrownBy(() -> held.get(SOON.toSeconds(), TimeUnit.SECONDS))
                .hasMessageContaining("The external VM provider vcenter-" + mark + " has been removed.");
        names.requireFree(new NamedId(dataCenterId, "dc"), "late");
    }

    @Test
    void anExportDomainThatIsDetachedWhileAMachineIsCheckedKeepsItFromBeingImported() {
        agent.hold(VerbName.LIST_EXPORTED_VMS);
        CompletableFuture<ImportSnapshot> held = CompletableFuture.supplyAsync(() -> submit("vm-1", "late"));
        await().atMost(SOON).until(() -> agent.waiting(VerbName.LIST_EXPORTED_VMS) == 1);

        attachment.detach(dataCenterId, domainId, Expected.ANYTHING);
        agent.release(VerbName.LIST_EXPORTED_VMS);

        assertThatThrownBy(() -> held.get(SOON.toSeconds(), TimeUnit.SECONDS))
                .hasMessageContaining("The storage domain export-" + mark + " has been removed or detached.");
    }

    @Test
    void aProviderThatAnImportIsStoredForAtThisMomentIsNotRemoved() {
        CompletableFuture<Void> removal = QuarkusTransaction.requiringNew().call(() -> {
            imports.add(new Import(UUID.randomUUID(), plan("at-once"), origin(), Instant.now()));
            assertThat(providers.keep(providerId)).isPresent();
            CompletableFuture<Void> begun =
                    CompletableFuture.runAsync(() -> providerService.remove(providerId, Expected.ANYTHING));
            // it has looked who uses the provider, and waits for it
            await().pollDelay(Duration.ofMillis(500)).until(() -> !begun.isDone());
            return begun;
        });

        assertThatThrownBy(() -> removal.get(SOON.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(ConflictException.class)
                .hasMessageContaining("in use by import at-once");
        broadcast.compare();
    }

    @Test
    void aNameIsFreeAgainAfterAFailure() {
        ImportSnapshot first = converting("again");
        fail(first);
        awaitState(first, ImportState.FAILED);

        assertThat(submit("vm-1", "again").state()).isEqualTo(ImportState.QUEUED);
    }

    @Test
    void missingAndWrongFieldsAreNamed() {
        ImportRequest empty = new ImportRequest(null, null, null, null, null, null, null, null);
        assertThatThrownBy(() -> service.submit(providerId, new ImportItem("vm-1", empty), OWNER))
                .isInstanceOf(IncompleteRequestException.class)
                .hasMessageContaining("cluster.id|name, storage_domain.id|name");

        assertThatThrownBy(() -> submit("vm-1", "not a name"))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("name"));
    }

    @Test
    void qcow2DisksThatAreToBePreallocatedAreRefusedAsOvirtDoesNotImportThem() {
        ImportRequest request = new ImportRequest(
                "web-new",
                new EntityReference(null, "cluster-" + mark),
                new EntityReference(domainId.toString(), null),
                null,
                Allocation.PREALLOCATED,
                DiskFormat.COW,
                null,
                null);

        assertThatThrownBy(() -> service.submit(providerId, new ImportItem("vm-1", request), OWNER))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("allocation"));
    }

    @Test
    void aBatchStartsWhatItCan() {
        List<ImportResult> results = service.submit(
                providerId,
                List.of(
                        new ImportItem("vm-1", request("one", Allocation.SPARSE)),
                        new ImportItem("vm-99", request("two", Allocation.SPARSE)),
                        new ImportItem("vm-1", request("one", Allocation.SPARSE))),
                OWNER);

        assertThat(results.get(0).accepted()).isPresent();
        assertThat(results.get(1).refused()).isPresent();
        assertThat(results.get(2).refused()).isPresent();
    }

    @Test
    void moreImportsThanAHostMayRunWaitForTheirTurn() {
        ImportSnapshot first = converting("first");
        ImportSnapshot second = converting("second");
        ImportSnapshot third = submit("vm-1", "third");

        await().atMost(SOON).until(() -> history.get(third.id())
                .progress()
                .description()
                .equals("Waiting: the proxy host host-" + mark + " runs 2 of 2 conversions"));
        finish(first);
        awaitState(third, ImportState.CONVERTING);
        assertThat(history.get(second.id()).state()).isEqualTo(ImportState.CONVERTING);
    }

    @Test
    void whatWaitsIsReadFromWhereItsProviderIsByThen() {
        ImportSnapshot first = converting("first");
        converting("second");
        ImportSnapshot third = submit("vm-1", "third");

        providerService.update(providerId, at("vcenter-new.example:8443", "new"), Expected.ANYTHING);
        finish(first);

        awaitState(third, ImportState.CONVERTING);
        assertThat(agent.conversions()).last().satisfies(sent -> {
            assertThat(sent.uri()).hasToString("vpx://new%40vsphere.local@vcenter-new.example:8443/dc/cluster/esxi");
            assertThat(sent.password().value()).isEqualTo("new");
            assertThat(sent.vminfo().sourceId())
                    .as("another vCenter has another machine of that id")
                    .isNull();
        });
        assertThat(agent.conversions())
                .first()
                .satisfies(sent -> assertThat(sent.vminfo().sourceId()).isEqualTo("vm-1"));
    }

    private static ProviderRequest at(String address, String user) {
        return new ProviderRequest(
                null, null, null, address, null, user + "@vsphere.local", new Secret(user), null, null, null, null);
    }

    @Test
    void aFailureOfTheConversionIsShownWithItsRemedy() {
        ImportSnapshot started = converting("broken");

        fail(started);

        ImportSnapshot ended = awaitState(started, ImportState.FAILED);
        assertThat(ended.failure().orElseThrow().code()).isEqualTo(FailureCode.GUEST_HIBERNATED);
        assertThat(codes(started)).containsExactly(1153, 1194, 1193, 1165);
        assertThat(jobs.find(started.origin().jobId()).orElseThrow().status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void aHostThatRefusesToConvertFailsTheImport() {
        agent.fail(VerbName.CONVERT_EXTERNAL_VM, FailureCode.TOOL_MISSING);

        ImportSnapshot ended = awaitState(submit("vm-1", "refused"), ImportState.FAILED);

        assertThat(ended.failure().orElseThrow().code()).isEqualTo(FailureCode.TOOL_MISSING);
    }

    @Test
    void aConfigurationThatCannotBeFetchedOrUsedFailsTheImport() {
        ImportSnapshot unfetched = converting("unfetched");
        agent.fail(VerbName.GET_CONVERTED_VM, FailureCode.RESULT_INVALID);
        finish(unfetched);
        awaitState(unfetched, ImportState.FAILED);
        assertThat(codes(unfetched)).startsWith(1153, 1195);

        agent.heal(VerbName.GET_CONVERTED_VM);
        agent.ovf("<html/>");
        ImportSnapshot unusable = converting("unusable");
        finish(unusable);
        awaitState(unusable, ImportState.FAILED);
        assertThat(codes(unusable)).startsWith(1153, 1196);
    }

    /** As by oVirt's engine, which may be quicker than this one. */
    @Test
    void aMachineThatWasTakenOutOfTheExportDomainBeforeItsConfigurationIsReadWasImported() {
        ImportSnapshot started = converting("taken-out");
        agent.fail(VerbName.GET_CONVERTED_VM, FailureCode.VM_NOT_FOUND);

        finish(started);

        ImportSnapshot ended = awaitState(started, ImportState.SUCCEEDED);
        assertThat(ended.failure()).isEmpty();
        assertThat(codes(started)).startsWith(20_032, 1152);
        // so that it is not among the machines any more
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> imports.find(started.id()).orElseThrow().isTakenOut()))
                .isTrue();
        await().atMost(SOON).until(() -> agent.jobIds().isEmpty());
    }

    @Test
    void aWaitingImportIsCancelledAtOnce() {
        converting("first");
        converting("second");
        ImportSnapshot waiting = submit("vm-1", "third");

        assertThat(cancellation.request(waiting.id(), OWNER, false).state()).isEqualTo(ImportState.CANCELLED);
        assertThat(agent.conversions()).hasSize(2);
    }

    @Test
    void aConversionIsCancelledOnTheHost() {
        ImportSnapshot started = converting("stopped");

        cancellation.request(started.id(), OWNER, false);

        awaitState(started, ImportState.CANCELLED);
        assertThat(codes(started)).startsWith(194);
        assertThat(jobs.find(started.origin().jobId()).orElseThrow().status()).isEqualTo(JobStatus.ABORTED);
        assertThatThrownBy(() -> cancellation.request(started.id(), OWNER, false))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void theEventOfACancellationNamesWhoeverWantedIt() {
        ImportSnapshot started = converting("first");
        converting("second");
        ImportSnapshot waiting = submit("vm-1", "third");

        cancellation.request(waiting.id(), "bob@internal", false);
        cancellation.request(started.id(), "bob@internal", false);

        awaitState(started, ImportState.CANCELLED);
        for (ImportSnapshot each : List.of(waiting, started)) {
            assertThat(events.list(
                            EventQuery.of("vm.id=" + each.id() + " and type=" + AuditType.VM_CANCEL_CONVERSION.code())))
                    .singleElement()
                    .satisfies(event -> assertThat(event.description()).contains("User: bob@internal"));
        }
    }

    @Test
    void aCancellationIsCarriedOutWhenTheHostComesBack() {
        ImportSnapshot started = converting("stopped-later");
        agent.goDown();

        assertThat(cancellation.request(started.id(), OWNER, false).cancelRequested())
                .isTrue();
        await().atMost(SOON)
                .until(() -> history.get(started.id()).progress().description().contains("has not answered since"));
        agent.comeUp();

        awaitState(started, ImportState.CANCELLED);
    }

    @Test
    void anImportSurvivesAHostThatDoesNotAnswerForAWhile() {
        ImportSnapshot started = converting("patient");
        agent.goDown();
        await().atMost(SOON)
                .until(() -> history.get(started.id()).progress().description().contains("has not answered since"));
        assertThat(history.get(started.id()).state()).isEqualTo(ImportState.CONVERTING);

        agent.set(started.id(), org.ovirt.v2v.model.conversion.JobStatus.DONE, Phase.FINISHED, 100, null);
        agent.comeUp();

        awaitState(started, ImportState.SUCCEEDED);
    }

    @Test
    void anEventThatWasLostIsMadeUpForByAsking() {
        ImportSnapshot started = converting("quiet");

        agent.set(started.id(), org.ovirt.v2v.model.conversion.JobStatus.DONE, Phase.FINISHED, 100, null);

        awaitState(started, ImportState.SUCCEEDED);
    }

    @Test
    void aJobThatTheHostDoesNotKnowAnyMoreIsFollowedByAnotherOne() {
        ImportSnapshot started = copying("lost");

        agent.forgetJobs();

        ImportSnapshot again = awaitAttempt(started, 2);
        assertThat(again.progress().percent()).isZero();
        assertThat(again.jobId()).isNotEqualTo(started.id());
        assertThat(agent.conversions()).last().satisfies(sent -> {
            assertThat(sent.jobid()).isEqualTo(again.jobId());
            assertThat(sent.machineId()).isEqualTo(started.id());
        });
        // whatever is told of the first job now does not count
        agent.report(started.id(), org.ovirt.v2v.model.conversion.JobStatus.ERROR, Phase.FINISHED, 42, null);
        finish(again);
        awaitState(started, ImportState.SUCCEEDED);
        assertThat(history.attempts(started.id()))
                .extracting(ImportAttempt::number, each -> each.outcome().orElseThrow(), each -> each.failure()
                        .map(Failure::code))
                .containsExactly(
                        tuple(1, AttemptOutcome.FAILED, Optional.of(FailureCode.JOB_LOST)),
                        tuple(2, AttemptOutcome.SUCCEEDED, Optional.empty()));
        assertThat(codes(started)).containsExactly(1152, 1193, 20_011, 1194, 1193, 1165);
        Job job = jobs.find(started.origin().jobId()).orElseThrow();
        assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(job.steps())
                .extracting(Step::type, Step::status)
                .containsExactly(
                        tuple(StepType.VALIDATING, JobStatus.FINISHED),
                        tuple(StepType.EXECUTING, JobStatus.FINISHED),
                        tuple(StepType.CONVERTING_VM, JobStatus.FAILED),
                        tuple(StepType.CONVERTING_VM, JobStatus.FINISHED),
                        tuple(StepType.FINALIZING, JobStatus.FINISHED));
    }

    @Test
    void anImportThatFailsAgainAndAgainIsGivenUp() {
        agent.fail(VerbName.CONVERT_EXTERNAL_VM, FailureCode.DOMAIN_NOT_ANSWERING);
        ImportSnapshot submitted = submit("vm-1", "unlucky");

        ImportSnapshot ended = awaitState(submitted, ImportState.FAILED);

        assertThat(ended.failure().orElseThrow().code()).isEqualTo(FailureCode.DOMAIN_NOT_ANSWERING);
        assertThat(history.attempts(submitted.id()))
                .extracting(ImportAttempt::number, each -> each.outcome().orElseThrow())
                .containsExactly(
                        tuple(1, AttemptOutcome.FAILED),
                        tuple(2, AttemptOutcome.FAILED),
                        tuple(3, AttemptOutcome.FAILED));
        assertThat(jobs.find(submitted.origin().jobId()).orElseThrow().status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void whatAnAttemptThatCountedAsLostHasConvertedIsNotConvertedAgain() {
        ImportSnapshot started = copying("found");
        agent.forgetJobs();
        ImportSnapshot again = awaitAttempt(started, 2);

        agent.add(new ExportedVm(started.id(), "found", 1024, 1, "debian", List.of()));
        agent.report(
                again.jobId(),
                org.ovirt.v2v.model.conversion.JobStatus.ERROR,
                Phase.PREFLIGHT,
                0,
                Failure.of(FailureCode.VM_ID_IN_USE, "The export domain holds found already."));

        awaitState(started, ImportState.SUCCEEDED);
        await().atMost(SOON).until(() -> agent.jobIds().isEmpty());
    }

    @Test
    void anIdThatSomethingElseHasTakenFailsTheImport() {
        ImportSnapshot started = copying("taken");
        agent.forgetJobs();
        ImportSnapshot again = awaitAttempt(started, 2);

        agent.report(
                again.jobId(),
                org.ovirt.v2v.model.conversion.JobStatus.ERROR,
                Phase.PREFLIGHT,
                0,
                Failure.of(FailureCode.VM_ID_IN_USE, "The export domain holds a folder without a machine."));

        assertThat(awaitState(started, ImportState.FAILED)
                        .failure()
                        .orElseThrow()
                        .code())
                .isEqualTo(FailureCode.VM_ID_IN_USE);
    }

    private ImportSnapshot copying(String name) {
        ImportSnapshot started = converting(name);
        agent.report(
                started.id(), org.ovirt.v2v.model.conversion.JobStatus.COPYING_DISK, Phase.COPYING_DISKS, 42, null);
        await().atMost(SOON).until(() -> history.get(started.id()).progress().percent() == 42);
        return started;
    }

    private ImportSnapshot awaitAttempt(ImportSnapshot each, int number) {
        await().alias("attempt " + number + " of " + each.name()).atMost(SOON).until(() -> {
            ImportSnapshot now = history.get(each.id());
            return now.attempt().number() == number && now.state() == ImportState.CONVERTING;
        });
        return history.get(each.id());
    }

    @Test
    void aMachineThatLiesInTheExportDomainIsImportedWhateverElseWasLost() {
        ImportSnapshot started = converting("committed");
        agent.add(new ExportedVm(started.id(), "committed", 1024, 1, "debian", List.of()));

        agent.forgetJobs();

        assertThat(awaitState(started, ImportState.SUCCEEDED).progress().percent())
                .isEqualTo(100);
    }

    @Test
    void anExportDomainThatCannotBeSeenIsNotOneWithoutTheMachine() {
        ImportSnapshot started = converting("unseen");
        agent.report(
                started.id(), org.ovirt.v2v.model.conversion.JobStatus.COPYING_DISK, Phase.COPYING_DISKS, 42, null);
        await().atMost(SOON).until(() -> history.get(started.id()).progress().percent() == 42);
        agent.add(new ExportedVm(started.id(), "unseen", 1024, 1, "debian", List.of()));
        agent.fail(VerbName.LIST_EXPORTED_VMS, FailureCode.DOMAIN_MISSING);
        int before = agent.asked(VerbName.LIST_EXPORTED_VMS);

        agent.forgetJobs();
        await().atMost(SOON).until(() -> agent.asked(VerbName.LIST_EXPORTED_VMS) > before + 1);
        agent.heal(VerbName.LIST_EXPORTED_VMS);

        awaitState(started, ImportState.SUCCEEDED);
    }

    @Test
    void aMachineWhoseExportDomainIsAwayForAMomentIsImportedAllTheSame() {
        ImportSnapshot started = converting("away");
        agent.fail(VerbName.GET_CONVERTED_VM, FailureCode.DOMAIN_MISSING);

        finish(started);
        await().atMost(SOON).until(() -> agent.asked(VerbName.GET_CONVERTED_VM) > 1);
        await().atMost(SOON).until(() -> history.get(started.id())
                .progress()
                .description()
                .startsWith("The machine lies in the export domain; its configuration cannot be read yet: "));
        agent.heal(VerbName.GET_CONVERTED_VM);

        awaitState(started, ImportState.SUCCEEDED);
    }

    @Test
    void aMachineIsImportedAllTheSameThatLiesOnAHostWithTooMuchToDo() {
        ImportSnapshot started = converting("busy");
        agent.fail(VerbName.GET_CONVERTED_VM, FailureCode.HOST_BUSY);

        finish(started);
        await().atMost(SOON).until(() -> agent.asked(VerbName.GET_CONVERTED_VM) > 1);
        agent.heal(VerbName.GET_CONVERTED_VM);

        awaitState(started, ImportState.SUCCEEDED);
    }

    @Test
    void aHostWithTooMuchToDoIsToldLaterToStopAndNobodyIsAlarmed() {
        ImportSnapshot started = converting("busy");
        agent.fail(VerbName.ABORT_JOB, FailureCode.HOST_BUSY);

        cancellation.request(started.id(), OWNER, false);
        await().atMost(SOON).until(() -> agent.asked(VerbName.ABORT_JOB) > 1);
        agent.heal(VerbName.ABORT_JOB);

        awaitState(started, ImportState.CANCELLED);
        assertThat(codes(started)).doesNotContain(AuditType.VM_CANCEL_CONVERSION_FAILED.code());
    }

    @Test
    void thatAConversionGoesOnIsToldAlsoOfOneThatEndsAtOnce() {
        ImportSnapshot started = converting("patient");
        agent.report(waiting(started));
        await().atMost(SOON).until(() -> history.get(started.id()).obstacle().isPresent());

        finish(started);

        awaitState(started, ImportState.SUCCEEDED);
        assertThat(codes(started)).containsExactly(1152, 20_018, 20_017, 1193, 1165);
    }

    /** A report of a conversion whose export domain is full. */
    private static JobReport waiting(ImportSnapshot started) {
        Failure full = Failure.of(FailureCode.DOMAIN_FULL, "The file system of /mnt is full.");
        return JobReportBuilder.builder()
                .id(started.id())
                .vmName(started.name())
                .status(org.ovirt.v2v.model.conversion.JobStatus.COPYING_DISK)
                .phase(Phase.COMMITTING)
                .description("Waiting to move the result into the export domain: " + full.message())
                .progress(99)
                .failure(full)
                .build();
    }

    @Test
    void whatAJobWaitsForIsToldEvenWhileItIsCancelled() {
        ImportSnapshot started = converting("patient");
        JobReport waiting = waiting(started);
        Failure full = waiting.failure();

        agent.report(waiting);
        await().atMost(SOON)
                .until(() -> history.get(started.id()).progress().description().equals(waiting.description()));
        assertThat(history.get(started.id()).state()).isEqualTo(ImportState.CONVERTING);
        assertThat(history.get(started.id()).obstacle()).contains(full);
        assertThat(events.list(
                        EventQuery.of("vm.id=" + started.id() + " and type=" + AuditType.IMPORT_OBSTRUCTED.code())))
                .singleElement()
                .satisfies(event -> assertThat(event.description()).contains("waits", full.message()));
        agent.report(waiting);

        obstructed.tryNow(started.id());
        await().atMost(SOON).until(() -> history.get(started.id()).obstacle().isEmpty());
        assertThat(codes(started))
                .containsOnlyOnce(AuditType.IMPORT_OBSTRUCTED.code(), AuditType.IMPORT_GOES_ON.code());
        assertThatThrownBy(() -> obstructed.tryNow(started.id()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("waits for nothing");

        agent.report(waiting);
        agent.keepWhenAborted();
        cancellation.request(started.id(), OWNER, false);
        agent.report(waiting);

        await().atMost(SOON).until(() -> history.get(started.id())
                .progress()
                .description()
                .equals("Cancelling. " + waiting.description()));
    }

    @Test
    void aJobThatTheHostForgetsBeforeItHasBegunIsStartedAgain() {
        ImportSnapshot started = converting("forgotten");

        agent.forgetJobs();

        await().atMost(SOON).until(() -> agent.conversions().size() == 2);
        finish(started);
        awaitState(started, ImportState.SUCCEEDED);
    }

    @Test
    void anImportWhoseAgentWasRestartedBeforeItHadBegunIsStartedAgain() {
        ImportSnapshot started = converting("restarted");

        agent.report(
                started.id(),
                org.ovirt.v2v.model.conversion.JobStatus.ERROR,
                Phase.FINISHED,
                0,
                Failure.of(FailureCode.JOB_LOST, "The agent was restarted."));

        await().atMost(SOON).until(() -> agent.conversions().size() == 2);
        finish(started);
        awaitState(started, ImportState.SUCCEEDED);
    }

    @Test
    void whatMayHaveBeenStartedIsStartedAgain() {
        agent.fail(VerbName.CONVERT_EXTERNAL_VM, FailureCode.HOST_UNREACHABLE);
        ImportSnapshot unsure = submit("vm-1", "unsure");
        awaitState(unsure, ImportState.STARTING);
        assertThat(agent.conversions()).isEmpty();

        agent.heal(VerbName.CONVERT_EXTERNAL_VM);

        awaitState(unsure, ImportState.CONVERTING);
        assertThat(agent.conversions()).extracting(sent -> sent.jobid()).contains(unsure.id());
    }

    @Test
    void importsAreFoundInTheDatabase() {
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            Import left = new Import(id, plan("left-over"), origin(), Instant.now());
            left.start(host(), Instant.now());
            left.converting();
            imports.add(left);
        });
        agent.set(id, org.ovirt.v2v.model.conversion.JobStatus.DONE, Phase.FINISHED, 100, null);
        assertThat(board.find(id)).isEmpty();

        broadcast.compare();

        awaitState(history.get(id), ImportState.SUCCEEDED);
    }

    @Test
    void anImportThatWaitsForItsCheckAndWhoseRequestIsLostEnds() {
        UUID id = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(() -> imports.add(Import.validating(id, plan("request-lost"), origin(), Instant.now())));
        broadcast.compare();

        check.endThoseWithoutRequest();

        assertThat(history.get(id).state()).isEqualTo(ImportState.FAILED);
        assertThat(history.get(id).failure().orElseThrow().message()).contains("Try the import again");
    }

    private ImportPlan plan(String name) {
        NamedId here = new NamedId(dataCenterId, "dc");
        return new ImportPlan(
                name,
                new ImportSource(new NamedId(providerId, "vcenter"), "vm-1", "web", "vpx://vcenter.example/a/b"),
                new ImportTarget(
                        here,
                        here,
                        new NamedId(domainId, "export"),
                        mount,
                        Allocation.SPARSE,
                        DiskFormat.RAW,
                        List.of(),
                        0,
                        null),
                ImportPlacement.of(host(), true),
                Optional.empty(),
                QueueEntry.USUAL_PRIORITY);
    }

    private NamedId host() {
        return new NamedId(hosts.findByName("host-" + mark).orElseThrow().id(), "host-" + mark);
    }

    private ImportOrigin origin() {
        return new ImportOrigin(OWNER, null, jobs.start("left over", OWNER, Optional.empty(), UUID.randomUUID()));
    }

    private ImportSnapshot submit(String machine, String name) {
        return service.submit(providerId, new ImportItem(machine, request(name, Allocation.SPARSE)), OWNER);
    }

    private ImportSnapshot converting(String name) {
        return awaitState(submit("vm-1", name), ImportState.CONVERTING);
    }

    private ImportRequest request(String name, Allocation allocation) {
        return new ImportRequest(
                name,
                new EntityReference(null, "cluster-" + mark),
                new EntityReference(domainId.toString(), null),
                null,
                allocation,
                null,
                null,
                null);
    }

    private void finish(ImportSnapshot each) {
        agent.report(
                history.get(each.id()).jobId(),
                org.ovirt.v2v.model.conversion.JobStatus.DONE,
                Phase.FINISHED,
                100,
                null);
    }

    private void fail(ImportSnapshot each) {
        agent.report(
                each.id(),
                org.ovirt.v2v.model.conversion.JobStatus.ERROR,
                Phase.FINISHED,
                10,
                Failure.of(FailureCode.GUEST_HIBERNATED, "The guest is hibernated."));
    }

    private ImportSnapshot awaitState(ImportSnapshot each, ImportState state) {
        await().alias(each.name() + " is " + state)
                .atMost(SOON)
                .until(() -> history.get(each.id()).state() == state);
        return history.get(each.id());
    }

    private List<Integer> codes(ImportSnapshot each) {
        return events.list(EventQuery.of("vm.id=" + each.id())).stream()
                .map(AuditEvent::code)
                .toList();
    }

    private void assertRefused(String machine, FailureCode code) {
        assertThatThrownBy(() -> submit(machine, "web-new"))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
        assertThat(agent.conversions()).isEmpty();
        assertThat(board.active()).isEmpty();
    }

    private ExportDomainInfo domain(long free) {
        return new ExportDomainInfo(mount, domainId, "export", dataCenterId, null, 1000 * GIBIBYTE, free);
    }

    private static void pass(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
