package org.ovirt.v2v.engine.imports.run;

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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.ImportProfile;
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
import org.ovirt.v2v.engine.host.ProxyHostService;
import org.ovirt.v2v.engine.host.TestingAgent;
import org.ovirt.v2v.engine.host.TestingMachine;
import org.ovirt.v2v.engine.imports.AttemptOutcome;
import org.ovirt.v2v.engine.imports.ImportAttempt;
import org.ovirt.v2v.engine.imports.ImportAttempts;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportLeftovers;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.ImportUse;
import org.ovirt.v2v.engine.imports.WaitReason;
import org.ovirt.v2v.engine.imports.request.ImportItem;
import org.ovirt.v2v.engine.imports.request.ImportRequest;
import org.ovirt.v2v.engine.imports.request.ImportRetry;
import org.ovirt.v2v.engine.imports.request.ImportService;
import org.ovirt.v2v.engine.imports.tracking.HostSweep;
import org.ovirt.v2v.engine.provider.Provider;
import org.ovirt.v2v.engine.provider.ProviderRepository;
import org.ovirt.v2v.engine.provider.ProviderSettings;
import org.ovirt.v2v.engine.storage.StorageDomain;
import org.ovirt.v2v.engine.storage.StorageDomainRepository;
import org.ovirt.v2v.engine.storage.StorageLocation;
import org.ovirt.v2v.engine.storage.StorageType;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.HostCapabilities;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.model.source.SourceType;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/** Which proxy hosts imports run on, and what becomes of them if a host stays away. */
@QuarkusTest
@TestProfile(ImportProfile.class)
class ImportPlacementIT {
    private static final String OWNER = "admin@internal";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int HOSTS = 4;
    private static final long GIBIBYTE = 1L << 30;

    @Inject
    TestingAgent agent;

    @Inject
    ImportLeftovers leftovers;

    @Inject
    ImportService service;

    @Inject
    ImportCancellation cancellation;

    @Inject
    ImportRetry retry;

    @Inject
    ImportFencing fencing;

    @Inject
    QueuePause pause;

    @Inject
    ImportHistory history;

    @Inject
    ImportUse use;

    @Inject
    HostSweep sweep;

    @Inject
    AuditEventRepository events;

    @Inject
    ImportAttempts attempts;

    @Inject
    DataCenterRepository dataCenters;

    @Inject
    ClusterRepository clusters;

    @Inject
    ProxyHostRepository hosts;

    @Inject
    ProxyHostService hostService;

    @Inject
    StorageDomainRepository domains;

    @Inject
    ProviderRepository providers;

    @Inject
    EntityManager entities;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String mount = "/mnt/" + mark;
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
            List<ProxyHost> added = IntStream.range(0, HOSTS)
                    .mapToObj(number -> new ProxyHost(
                            UUID.randomUUID(), address(number), new HostAddress(address(number), 24_325), cluster))
                    .toList();
            added.forEach(hosts::add);
            StorageDomain domain = new StorageDomain(
                    UUID.randomUUID(),
                    "export-" + mark,
                    dataCenter,
                    added.get(0),
                    new StorageLocation(StorageType.NFS, "nfs.example", "/export", mount));
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
            domainId = domain.id();
            providerId = provider.id();
        });
        agent.add(domainWith(1L << 45));
    }

    private ExportDomainInfo domainWith(long free) {
        return new ExportDomainInfo(mount, domainId, "export", null, null, 1L << 45, free);
    }

    @Test
    @Tag("stored")
    void aHundredImportsAreSpreadEvenlyOverTheHosts() {
        List<ImportSnapshot> submitted = submitMany(100);

        await().atMost(Duration.ofSeconds(90)).until(() -> {
            List<ImportState> states = submitted.stream().map(this::stateOf).toList();
            // a host whose jobs ended sooner would get more of them
            boolean hostsAreFull = Collections.frequency(states, ImportState.CONVERTING) == 2 * HOSTS;
            boolean nobodyWaits = !states.contains(ImportState.QUEUED) && !states.contains(ImportState.STARTING);
            if (hostsAreFull || nobodyWaits) {
                finishWhatRuns();
            }
            return states.stream().allMatch(state -> state == ImportState.SUCCEEDED);
        });
        assertThat(started()).allSatisfy(count -> assertThat(count).isBetween(24, 26));
    }

    @Test
    void aHostWithoutTheExportDomainIsNotChosen() {
        agent.unmount(address(1));
        agent.unmount(address(3));

        List<ImportSnapshot> submitted = submitMany(6);

        await().atMost(SOON)
                .until(() -> submitted.stream()
                                .filter(each -> stateOf(each) == ImportState.CONVERTING)
                                .count()
                        == 4);
        assertThat(started()).containsExactly(2, 0, 2, 0);
        await().atMost(SOON).untilAsserted(() -> assertThat(submitted)
                .map(each -> history.get(each.id()))
                .filteredOn(each -> each.state() == ImportState.QUEUED)
                .hasSize(2)
                .allSatisfy(each -> {
                    assertThat(each.waitingFor()).contains(WaitReason.PROXY_HOST_SLOT);
                    assertThat(each.progress().description()).contains(address(1) + ": nothing at " + mount);
                    assertThat(each.hasHost()).isFalse();
                }));
    }

    @Test
    @Tag("stored")
    void spaceThatImportsStillNeedWhichRunIsNotGivenAway() {
        // each of the machines needs half a GiB
        agent.add(domainWith(GIBIBYTE * 5 / 4));
        List<ImportSnapshot> submitted = submitMany(3);

        await().atMost(SOON).untilAsserted(() -> assertThat(submitted.stream().map(each -> history.get(each.id())))
                .extracting(each -> each.state() == ImportState.CONVERTING, ImportSnapshot::waitingFor)
                .containsExactlyInAnyOrder(
                        tuple(true, Optional.empty()),
                        tuple(true, Optional.empty()),
                        tuple(false, Optional.of(WaitReason.STORAGE_DOMAIN_SPACE))));

        agent.add(domainWith(1L << 45));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(submitted).extracting(this::stateOf).containsOnly(ImportState.CONVERTING));
    }

    @Test
    @Tag("stored")
    void whatWaitsBindsNoHost() {
        List<ImportSnapshot> submitted = submitMany(2 * HOSTS + 1);
        await().atMost(SOON).until(() -> started().stream().allMatch(count -> count == 2));

        ImportSnapshot waiting = submitted.stream()
                .filter(each -> stateOf(each) == ImportState.QUEUED)
                .findFirst()
                .orElseThrow();

        assertThat(IntStream.range(0, HOSTS)
                        .boxed()
                        .flatMap(number -> use.usersOf(EntityKind.PROXY_HOST, hostId(number)).stream()))
                .hasSize(2 * HOSTS)
                .doesNotContain("import " + waiting.name());
    }

    @Test
    void aHostThatTurnsOutUnableIsPassedOver() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        HostAddress first = whereIs(submitted.id());

        failOnHost(submitted, FailureCode.TOOL_MISSING);

        await().atMost(SOON).until(() -> agent.started().size() == 2 && stateOf(submitted) == ImportState.CONVERTING);
        assertThat(history.get(submitted.id()).host().name()).isNotEqualTo(first.address());
        // what the first one says from now on does not count
        agent.claim(first, report(submitted, JobStatus.ERROR, FailureCode.TOOL_MISSING));
        agent.claim(
                first,
                JobReportBuilder.builder()
                        .id(submitted.id())
                        .vmName("web")
                        .status(JobStatus.ERROR)
                        .phase(Phase.FINISHED)
                        .description("")
                        .build());
        finish(history.get(submitted.id()).jobId());
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.SUCCEEDED);
        assertThat(history.get(submitted.id()).failure()).isEmpty();
        assertThat(history.attempts(submitted.id()))
                .extracting(ImportAttempt::number, each -> each.outcome().orElseThrow())
                .containsExactly(tuple(1, AttemptOutcome.PASSED_OVER), tuple(2, AttemptOutcome.SUCCEEDED));
        assertThat(history.attempts(submitted.id()).get(0).host().name()).isEqualTo(first.address());
        await().atMost(SOON).until(() -> agent.jobIds().isEmpty());
    }

    @Test
    void aHostWithoutTheDriversIsPassedOver() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        String first = history.get(submitted.id()).host().name();

        failOnHost(submitted, FailureCode.DRIVERS_MISSING);

        await().atMost(SOON).until(() -> agent.started().size() == 2 && stateOf(submitted) == ImportState.CONVERTING);
        assertThat(history.get(submitted.id()).host().name()).isNotEqualTo(first);
    }

    @Test
    void aHostWhoseOwnDiskIsBrokenIsPassedOver() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        String first = history.get(submitted.id()).host().name();

        failOnHost(submitted, FailureCode.INTERNAL);

        await().atMost(SOON).until(() -> agent.started().size() == 2 && stateOf(submitted) == ImportState.CONVERTING);
        assertThat(history.get(submitted.id()).host().name()).isNotEqualTo(first);
        assertThat(history.attempts(submitted.id()).get(0).outcome()).contains(AttemptOutcome.PASSED_OVER);
        // what has been converted may be more than the host's fault
        agent.report(history.get(submitted.id()).jobId(), JobStatus.COPYING_DISK, Phase.COPYING_DISKS, 10, null);
        await().atMost(SOON).until(() -> !history.get(submitted.id()).mayBegin());
        agent.report(JobReportBuilder.builder()
                .id(history.get(submitted.id()).jobId())
                .vmName(submitted.name())
                .status(JobStatus.ERROR)
                .phase(Phase.COPYING_DISKS)
                .description("copying")
                .failure(Failure.of(FailureCode.INTERNAL, "told to fail"))
                .build());
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.FAILED);
    }

    @Test
    @Tag("stored")
    void whoComesToBusyHostsWaitsHoweverOften() {
        ImportSnapshot submitted = submitMany(1).get(0);
        List<String> tried = new ArrayList<>();

        // more than the two retries
        for (int number = 1; number <= 4; number++) {
            int current = number;
            await().atMost(SOON)
                    .until(() -> stateOf(submitted) == ImportState.CONVERTING
                            && history.get(submitted.id()).attempt().number() == current);
            tried.add(history.get(submitted.id()).host().name());
            failOnHost(submitted, FailureCode.HOST_BUSY);
        }
        await().atMost(SOON).until(() -> history.get(submitted.id()).attempt().number() == 5);
        assertThat(history.get(submitted.id()).attempt().retries()).isZero();
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        finish(history.get(submitted.id()).jobId());

        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.SUCCEEDED);
        // never twice in a row where it was sent away
        assertThat(IntStream.range(1, tried.size()))
                .allMatch(each -> !tried.get(each).equals(tried.get(each - 1)));
    }

    @Test
    void whileTemporaryFoldersAreFullImportsAreAcceptedAndWait() {
        agent.capabilities(withProblems(List.of(Failure.of(FailureCode.TEMPORARY_SPACE, "100 MiB free."))));

        ImportSnapshot submitted = submitMany(1).get(0);

        await().atMost(SOON).untilAsserted(() -> {
            ImportSnapshot waiting = history.get(submitted.id());
            assertThat(waiting.waitingFor()).contains(WaitReason.PROXY_HOST);
            assertThat(waiting.progress().description()).contains("100 MiB free.");
        });
        agent.capabilities(withProblems(List.of()));
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        assertThat(history.get(submitted.id()).attempt().number()).isEqualTo(1);
    }

    @Test
    void aSourceThatIsAwayForAWhileFailsNoImport() {
        List<ImportSnapshot> submitted = submitMany(12);

        Instant back = Instant.now().plusSeconds(8);
        await().atMost(SOON).until(() -> {
            submitted.stream()
                    .filter(each -> stateOf(each) == ImportState.CONVERTING)
                    .forEach(each -> failOnHost(each, FailureCode.SOURCE_UNREACHABLE));
            return Instant.now().isAfter(back);
        });

        assertThat(submitted).extracting(this::stateOf).doesNotContain(ImportState.FAILED);
        assertThat(submitted.stream()
                        .mapToInt(each -> history.get(each.id()).attempt().number() - 1)
                        .sum())
                .as("each host tries once, then once in each pause")
                .isLessThan(50);
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            finishWhatRuns();
            return submitted.stream().allMatch(each -> stateOf(each) == ImportState.SUCCEEDED);
        });
    }

    @Test
    void anImportGoesOnElsewhereIfItsHostIsNotThereAnyMore() {
        agent.fail(VerbName.CONVERT_EXTERNAL_VM, FailureCode.HOST_UNREACHABLE);
        List<ImportSnapshot> submitted = submitMany(HOSTS);
        await().atMost(SOON).until(() -> submitted.stream().allMatch(each -> stateOf(each) == ImportState.STARTING));
        ImportSnapshot lost = on(submitted, 1).get(0); // the domain is registered by host 0

        agent.goDown(address(1));
        QuarkusTransaction.requiringNew()
                .run(() -> hosts.remove(hosts.findByName(address(1)).orElseThrow()));
        agent.heal(VerbName.CONVERT_EXTERNAL_VM);

        await().atMost(SOON).until(() -> stateOf(lost) == ImportState.CONVERTING);
        assertThat(history.get(lost.id()).host().name()).isNotEqualTo(address(1));
        assertThat(history.attempts(lost.id()).get(0).outcome()).contains(AttemptOutcome.FENCED);
    }

    @Test
    void whatNoHostCanConvertFailsWithTheLastReason() {
        ImportSnapshot submitted = submitMany(1).get(0);

        Set<String> tried = new TreeSet<>();
        await().atMost(SOON).until(() -> {
            if (stateOf(submitted) == ImportState.CONVERTING
                    && tried.add(history.get(submitted.id()).host().name())) {
                failOnHost(submitted, FailureCode.TOOL_MISSING);
            }
            return stateOf(submitted) == ImportState.FAILED;
        });

        assertThat(tried).hasSize(HOSTS);
        assertThat(history.get(submitted.id()).failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(FailureCode.TOOL_MISSING));
    }

    @Test
    void aHostThatIsDownHoldsUpNobody() {
        agent.goDown(address(2));

        List<ImportSnapshot> submitted = submitMany(12);

        await().atMost(SOON).until(() -> {
            finishWhatRuns();
            return submitted.stream().allMatch(each -> stateOf(each) == ImportState.SUCCEEDED);
        });
        assertThat(started().get(2)).isZero();
    }

    @Test
    void importsOfAHostThatStaysAwayCanBeCancelledAndItIsToldWhenItComesBack() {
        List<ImportSnapshot> submitted = submitMany(2 * HOSTS);
        await().atMost(SOON).until(() -> started().stream().allMatch(count -> count == 2));
        agent.goDown(address(0));
        List<ImportSnapshot> lost = on(submitted, 0);
        await().atMost(SOON).until(() -> lost.stream().allMatch(this::isAway));

        ImportSnapshot cancelled = cancellation.request(lost.get(0).id(), OWNER, false);

        assertThat(cancelled.state()).isEqualTo(ImportState.CANCELLED);
        assertThat(cancelled.progress().description())
                .contains("without an answer of the proxy host " + address(0), "export-" + mark, ".v2v/");
        // name and place are free, the others go on
        String name = cancelled.name();
        assertThat(submit("vm-again", name).name()).isEqualTo(name);
        List<ImportSnapshot> elsewhere = submitted.stream()
                .filter(each -> lost.stream().noneMatch(gone -> gone.id().equals(each.id())))
                .toList();
        elsewhere.forEach(each -> finish(each.id()));
        await().atMost(SOON).until(() -> elsewhere.stream().allMatch(each -> stateOf(each) == ImportState.SUCCEEDED));
        assertThat(stateOf(lost.get(1))).isEqualTo(ImportState.CONVERTING);

        assertThat(agent.jobIds()).contains(cancelled.id());
        agent.comeUp(address(0));
        await().atMost(SOON).until(() -> !agent.jobIds().contains(cancelled.id()));
        await().atMost(SOON).until(() -> attempts.owingAbort().isEmpty());
        assertThat(history.get(cancelled.id()).progress().description()).isEqualTo("Cancelled");
        assertThat(history.get(cancelled.id()).state()).isEqualTo(ImportState.CANCELLED);
    }

    @Test
    void aWishToCancelIsGrantedOnceTheHostHasBeenAwayForLong() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        agent.goDown();

        assertThat(cancellation.request(submitted.id(), OWNER, false).state()).isEqualTo(ImportState.CONVERTING);

        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CANCELLED);
        assertThat(attempts.owingAbort()).extracting(ImportAttempt::importId).containsExactly(submitted.id());
    }

    @Test
    @Tag("stored")
    void nobodyPromisesToTellAHostThatWasRemoved() {
        List<ImportSnapshot> submitted = submitMany(HOSTS);
        await().atMost(SOON).until(() -> started().stream().allMatch(count -> count == 1));
        ImportSnapshot lost = on(submitted, 1).get(0); // the domain is registered by host 0
        agent.goDown(address(1));
        cancellation.request(lost.id(), OWNER, true);

        hostService.remove(history.get(lost.id()).host().id(), Expected.ANYTHING);

        await().atMost(SOON).until(() -> attempts.owingAbort().isEmpty());
        assertThat(history.get(lost.id()).progress().description())
                .contains("was removed before it could be told to stop", "export-" + mark, ".v2v/");
    }

    @Test
    void aMachineThatWasConvertedBeforeItsHostCouldBeToldIsNotKeptSecret() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        agent.goDown();
        cancellation.request(submitted.id(), OWNER, true);

        agent.set(submitted.id(), JobStatus.DONE, Phase.FINISHED, 100, null);
        agent.comeUp();

        await().atMost(SOON).until(() -> attempts.owingAbort().isEmpty());
        assertThat(history.get(submitted.id()).progress().description())
                .contains("it lies in the export domain export-" + mark);
    }

    @Test
    void whatAHostThatWasAwayHasConvertedNeedNotBeConvertedAgain() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        String away = whereIs(submitted.id()).address();
        agent.goDown(away);
        await().atMost(SOON).until(() -> isAway(submitted));
        cancellation.request(submitted.id(), OWNER, false);

        retry.request(submitted.id(), ImportRequest.SAME, OWNER);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        ImportSnapshot again = history.get(submitted.id());
        assertThat(again.host().name()).isNotEqualTo(away);
        agent.set(submitted.id(), JobStatus.DONE, Phase.FINISHED, 100, null);
        agent.add(new ExportedVm(submitted.id(), again.name(), 1024, 1, "debian", List.of()));
        agent.comeUp(away);

        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.SUCCEEDED);
        await().atMost(SOON).until(() -> agent.jobIds().isEmpty());
        await().atMost(SOON).until(() -> attempts.owingAbort().isEmpty());
    }

    @Test
    void anImportIsTriedAgainElsewhereWhileTheHostThatItRanOnIsAway() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        String away = whereIs(submitted.id()).address();
        agent.goDown(away);
        await().atMost(SOON).until(() -> isAway(submitted));
        cancellation.request(submitted.id(), OWNER, false);
        retry.request(submitted.id(), ImportRequest.SAME, OWNER);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);

        finish(history.get(submitted.id()).jobId());

        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.SUCCEEDED);
        // the one that has ended well is deleted, the one on the host that is away stays
        await().atMost(SOON).until(() -> agent.jobIds().equals(List.of(submitted.id())));
        agent.comeUp(away);
        await().atMost(SOON).until(() -> agent.jobIds().isEmpty());
        await().atMost(SOON).until(() -> attempts.owingAbort().isEmpty());
        assertThat(stateOf(submitted)).isEqualTo(ImportState.SUCCEEDED);
    }

    @Test
    @Tag("stored")
    void importsOfAHostThatIsDeclaredDeadGoOnElsewhereAndItIsToldShouldItLive() {
        List<ImportSnapshot> submitted = submitMany(HOSTS);
        await().atMost(SOON).until(() -> started().stream().allMatch(count -> count == 1));
        ImportSnapshot lost = on(submitted, 0).get(0);
        assertThatThrownBy(() -> fencing.fence(hostId(0)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("answers");
        assertThat(stateOf(lost)).isEqualTo(ImportState.CONVERTING);
        agent.goDown(address(0));

        fencing.fence(hostId(0));

        await().atMost(SOON).until(() -> stateOf(lost) == ImportState.CONVERTING);
        ImportSnapshot moved = history.get(lost.id());
        assertThat(moved.host().name()).isNotEqualTo(address(0));
        assertThat(moved.attempt().number()).isEqualTo(2);
        assertThat(history.attempts(lost.id()).get(0).outcome()).contains(AttemptOutcome.FENCED);
        submitted.stream().filter(each -> !each.id().equals(lost.id())).forEach(each -> {
            assertThat(history.get(each.id()).attempt().number()).isEqualTo(1);
        });
        // it lives after all
        agent.comeUp(address(0));
        await().atMost(SOON).until(() -> !agent.jobIds().contains(lost.id()));
        await().atMost(SOON).until(() -> attempts.owingAbort().isEmpty());
        assertThat(stateOf(lost)).isEqualTo(ImportState.CONVERTING);
        finish(moved.jobId());
        await().atMost(SOON).until(() -> stateOf(lost) == ImportState.SUCCEEDED);
    }

    @Test
    void anImportWaitsUntilItsHostHasStoppedTheAttemptBefore() {
        agent.add(TestingMachine.of("vm-1", "bound-" + mark));
        ImportSnapshot bound = service.submit(
                providerId, new ImportItem("vm-1", request(null, new EntityReference(null, address(0)))), OWNER);
        await().atMost(SOON).until(() -> stateOf(bound) == ImportState.CONVERTING);
        agent.goDown(address(0));
        fencing.fence(hostId(0));
        // it lives after all, and its first job takes a while to end
        agent.keepWhenAborted();
        agent.comeUp(address(0));
        await().atMost(SOON).until(() -> isConverting(bound, 2));

        failOnHost(bound, FailureCode.VM_ID_IN_USE);

        await().atMost(SOON).until(() -> isConverting(bound, 3));
        assertThat(history.attempts(bound.id()).get(1).failure().map(Failure::code))
                .contains(FailureCode.VM_ID_IN_USE);
        assertThat(history.get(bound.id()).attempt().retries()).isZero();
        agent.set(bound.id(), JobStatus.ABORTED, Phase.FINISHED, 0, null);
        await().atMost(SOON).until(() -> attempts.owingAbort().isEmpty());
        // now it is something else that has the id
        failOnHost(bound, FailureCode.VM_ID_IN_USE);
        await().atMost(SOON).until(() -> stateOf(bound) == ImportState.FAILED);
    }

    private boolean isConverting(ImportSnapshot each, int attempt) {
        ImportSnapshot now = history.get(each.id());
        return now.state() == ImportState.CONVERTING && now.attempt().number() == attempt;
    }

    @Test
    void whatADeadHostHadConvertedIsFoundByTheNextOne() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        String dead = whereIs(submitted.id()).address();
        agent.fail(VerbName.GET_CONVERTED_VM, FailureCode.HOST_UNREACHABLE);
        finish(submitted.id());
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.FINALIZING);
        agent.goDown(dead);
        agent.add(new ExportedVm(submitted.id(), submitted.name(), 1024, 1, "debian", List.of()));

        fencing.fence(hosts.findByName(dead).orElseThrow().id());

        // by the engine, before the next host has the job, or by that host
        await().atMost(SOON).until(() -> {
            if (stateOf(submitted) == ImportState.CONVERTING) {
                agent.report(report(submitted, JobStatus.ERROR, FailureCode.VM_ID_IN_USE));
            }
            return stateOf(submitted) == ImportState.SUCCEEDED;
        });
        assertThat(history.get(submitted.id()).attempt().number()).isEqualTo(2);
    }

    @Test
    @Tag("stored")
    void onAHostWithoutImportsWhatIsLeftOfOneIsStoppedAndWhatNobodyKnowsIsReported() {
        ImportSnapshot ended = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(ended) == ImportState.CONVERTING);
        finish(ended.id());
        await().atMost(SOON).until(() -> stateOf(ended) == ImportState.SUCCEEDED);
        await().atMost(SOON).until(() -> agent.jobIds().isEmpty());
        UUID unknown = UUID.randomUUID();
        List.of(ended.id(), unknown)
                .forEach(job -> agent.set(job, JobStatus.COPYING_DISK, Phase.COPYING_DISKS, 10, null));

        // the first time it is told to stop, later to forget it
        await().atMost(SOON).until(() -> {
            sweep.sweep();
            return agent.jobIds().equals(List.of(unknown));
        });

        assertThat(events.list(
                        EventQuery.of("type=" + AuditType.UNKNOWN_JOBS_ON_HOST.code() + " and host.id=" + hostId(0))))
                .singleElement()
                .satisfies(event -> assertThat(event.description()).contains(address(0)));
    }

    @Test
    void whatAHostSaysOfAJobThatAnotherHadChangesNothing() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        String away = whereIs(submitted.id()).address();
        agent.goDown(away);
        cancellation.request(submitted.id(), OWNER, true);
        HostAddress other = addressOf(away.equals(address(1)) ? 2 : 1);
        agent.put(other, submitted.id(), JobStatus.DONE, Phase.FINISHED, 100);

        sweep.sweep();

        assertThat(agent.jobIds()).containsExactly(submitted.id());
        assertThat(attempts.owingAbort()).extracting(ImportAttempt::importId).containsExactly(submitted.id());
        assertThat(stateOf(submitted)).isEqualTo(ImportState.CANCELLED);
    }

    @Test
    void jobsThatEndedLongAgoAndNobodyKnowsAreNoEvent() {
        agent.put(addressOf(1), UUID.randomUUID(), JobStatus.DONE, Phase.FINISHED, 100);

        sweep.sweep();

        assertThat(events.list(
                        EventQuery.of("type=" + AuditType.UNKNOWN_JOBS_ON_HOST.code() + " and host.id=" + hostId(1))))
                .isEmpty();
    }

    /** As after an older backup of the database was restored. */
    @Test
    void aQueuedImportGoesOnWhereItsJobRunsAlready() {
        pause.pause(OWNER);
        try {
            ImportSnapshot queued = submitMany(1).get(0);
            agent.put(addressOf(3), queued.jobId(), JobStatus.COPYING_DISK, Phase.COPYING_DISKS, 10);

            sweep.sweep();

            await().atMost(SOON).until(() -> stateOf(queued) == ImportState.CONVERTING);
            assertThat(history.get(queued.id()).host().name()).isEqualTo(address(3));
            finish(queued.jobId());
            await().atMost(SOON).until(() -> stateOf(queued) == ImportState.SUCCEEDED);
            assertThat(history.attempts(queued.id())).singleElement().satisfies(attempt -> {
                assertThat(attempt.outcome()).contains(AttemptOutcome.SUCCEEDED);
            });
        } finally {
            pause.resume(OWNER);
        }
    }

    /** As after PostgreSQL's stand-by has taken over without the last transactions. */
    @Test
    @Tag("stored")
    void anImportWhoseStartTheDatabaseHasLostGoesOnWhereItsJobRuns() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        UUID host = history.get(submitted.id()).host().id();
        long told = agent.asked(VerbName.CONVERT_EXTERNAL_VM);
        QuarkusTransaction.requiringNew().run(() -> {
            execute("update imports set state = 'QUEUED', version = 1 where id = :id", submitted.id());
            execute("delete from import_attempts where import_id = :id", submitted.id());
        });

        // before another host can be told to begin it
        await().atMost(SOON).until(() -> history.attempts(submitted.id()).size() == 1);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        assertThat(history.get(submitted.id()).host().id()).isEqualTo(host);
        assertThat(agent.asked(VerbName.CONVERT_EXTERNAL_VM)).isEqualTo(told);
        finish(submitted.jobId());
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.SUCCEEDED);
    }

    /** As after an older backup of the database was restored. */
    @Test
    void aQueuedImportWhoseMachineLiesInTheExportDomainSucceeds() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        agent.add(new ExportedVm(submitted.id(), submitted.name(), 1024, 1, "debian", List.of()));

        failOnHost(submitted, FailureCode.VM_ID_IN_USE);

        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.SUCCEEDED);
    }

    @Test
    void whatWasToBeStoppedOnADeadHostEnds() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        String dead = whereIs(submitted.id()).address();
        agent.goDown(dead);
        assertThat(cancellation.request(submitted.id(), OWNER, false).state()).isEqualTo(ImportState.CONVERTING);

        fencing.fence(hosts.findByName(dead).orElseThrow().id());

        assertThat(stateOf(submitted)).isEqualTo(ImportState.CANCELLED);
    }

    @Test
    void byForceAnImportEndsAtOnceWhateverItsHostDoes() {
        ImportSnapshot submitted = submitMany(1).get(0);
        await().atMost(SOON).until(() -> stateOf(submitted) == ImportState.CONVERTING);
        agent.goDown();

        assertThat(cancellation.request(submitted.id(), OWNER, true).state()).isEqualTo(ImportState.CANCELLED);
        assertThatThrownBy(() -> cancellation.request(submitted.id(), OWNER, true))
                .isInstanceOf(ConflictException.class);

        agent.comeUp();
        await().atMost(SOON).until(() -> agent.jobIds().isEmpty());
    }

    private List<ImportSnapshot> submitMany(int count) {
        List<ImportItem> items = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            agent.add(TestingMachine.of("vm-" + number, "machine-" + number + "-" + mark));
            items.add(new ImportItem("vm-" + number, request(null)));
        }
        return service.submit(providerId, items, OWNER).stream()
                .map(result -> result.accepted().orElseThrow())
                .toList();
    }

    private ImportSnapshot submit(String machine, String name) {
        agent.add(TestingMachine.of(machine, machine));
        return service.submit(providerId, new ImportItem(machine, request(name)), OWNER);
    }

    private ImportRequest request(String name) {
        return request(name, null);
    }

    private ImportRequest request(String name, EntityReference host) {
        return new ImportRequest(
                name,
                new EntityReference(null, "cluster-" + mark),
                new EntityReference(domainId.toString(), null),
                host,
                null,
                null,
                null,
                null);
    }

    private static HostCapabilities withProblems(List<Failure> problems) {
        return new HostCapabilities(
                "1", "Debian", 2, 1024, "2.2.0", List.of(), false, List.of(), null, 1L << 40, problems, List.of());
    }

    private void execute(String sql, UUID id) {
        entities.createNativeQuery(sql).setParameter("id", id).executeUpdate();
    }

    private void finishWhatRuns() {
        agent.jobIds().forEach(this::finish);
    }

    private void finish(UUID job) {
        agent.report(job, JobStatus.DONE, Phase.FINISHED, 100, null);
    }

    private void failOnHost(ImportSnapshot each, FailureCode code) {
        agent.report(report(each, JobStatus.ERROR, code));
    }

    private JobReport report(ImportSnapshot each, JobStatus status, FailureCode code) {
        return JobReportBuilder.builder()
                .id(history.get(each.id()).jobId())
                .vmName(each.name())
                .status(status)
                .phase(Phase.PREFLIGHT)
                .description("checking")
                .failure(Failure.of(code, "told to fail"))
                .build();
    }

    private ImportState stateOf(ImportSnapshot each) {
        return history.get(each.id()).state();
    }

    private boolean isAway(ImportSnapshot each) {
        return history.get(each.id())
                .unreachableSince()
                .filter(since -> since.plusSeconds(3).isBefore(Instant.now()))
                .isPresent();
    }

    private List<ImportSnapshot> on(List<ImportSnapshot> some, int host) {
        return some.stream()
                .map(each -> history.get(each.id()))
                .filter(each -> each.host().name().equals(address(host)))
                .toList();
    }

    /** How many conversions each host was told to start. */
    private List<Integer> started() {
        return IntStream.range(0, HOSTS)
                .mapToObj(number -> agent.started().getOrDefault(new HostAddress(address(number), 24_325), List.of()))
                .map(jobs -> (int) jobs.stream().distinct().count())
                .collect(Collectors.toList());
    }

    private HostAddress whereIs(UUID job) {
        return agent.started().entrySet().stream()
                .filter(entry -> entry.getValue().contains(job))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private UUID hostId(int number) {
        return hosts.findByName(address(number)).orElseThrow().id();
    }

    private HostAddress addressOf(int number) {
        return new HostAddress(address(number), 24_325);
    }

    private String address(int number) {
        return "host" + number + "-" + mark;
    }
}
