package org.ovirt.v2v.engine.imports.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostReadiness.State;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.imports.ImportPlacement;
import org.ovirt.v2v.engine.imports.ImportProgress;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.RestingHosts;
import org.ovirt.v2v.engine.imports.TestingSnapshot;
import org.ovirt.v2v.engine.imports.WaitReason;
import org.ovirt.v2v.engine.imports.run.AdmissionRound.Decision;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.conversion.Phase;

class AdmissionRoundTest {
    private static final Failure FULL = Failure.of(FailureCode.TEMPORARY_SPACE, "No space.");

    private static final long MIB = 1024L * 1024;
    private static final State ROOMY = State.ready(1000 * MIB);

    private static final NamedId PROVIDER = new NamedId(UUID.randomUUID(), "vcenter");

    private final DataCenter dataCenter = new DataCenter(UUID.randomUUID(), "dc", "");
    private final Cluster cluster = new Cluster(UUID.randomUUID(), "cluster", "", dataCenter);
    private final ProxyHost a = host("a", cluster);
    private final ProxyHost b = host("b", cluster);
    private final Map<ProxyHost, State> states = new HashMap<>();
    private final List<ImportSnapshot> running = new ArrayList<>();
    private ImportLimits.Bounds bounds = new ImportLimits.Bounds(Optional.of(2L), 8, 8, 8);
    private long space;
    private Allocation allocation = Allocation.SPARSE;
    private final Map<ProxyHost, Long> room = new HashMap<>();
    private final List<ProxyHost> asked = new ArrayList<>();
    private final Map<UUID, Long> starts = new HashMap<>();
    private final List<ProxyHost> hosts = new ArrayList<>(List.of(a, b));
    private final RestingHosts resting = new RestingHosts(Duration.ofHours(1), Clock.systemUTC());

    @Test
    void theHostWithTheMostFreeSlotsIsChosen() {
        runs(1, a, PROVIDER, "vpx://vcenter.example/dc/esxi");

        assertThat(decide(anyHost())).isEqualTo(new Decision.Start(named(b)));
    }

    @Test
    void ofEqualHostsTheOneThatHasStartedFewerIsChosen() {
        starts.put(a.id(), 2L);
        starts.put(b.id(), 1L);

        assertThat(decide(anyHost())).isEqualTo(new Decision.Start(named(b)));
    }

    @Test
    void slotsThatARoundGivesAwayAreTaken() {
        AdmissionRound round = round();

        assertThat(List.of(decide(round), decide(round), decide(round), decide(round)))
                .containsExactly(
                        new Decision.Start(named(a)),
                        new Decision.Start(named(b)),
                        new Decision.Start(named(a)),
                        new Decision.Start(named(b)));
        assertWaits(decide(round), WaitReason.PROXY_HOST_SLOT, "all 2 proxy hosts run 4 of 4");
    }

    @Test
    void aHostThatIsNotReadyIsLeftOutWithItsReason() {
        states.put(a, State.unready(FULL));

        assertThat(decide(anyHost())).isEqualTo(new Decision.Start(named(b)));

        states.put(b, State.unknown(false));
        assertWaits(decide(anyHost()), WaitReason.PROXY_HOST, "a: No space. b: It does not answer.");
    }

    @Test
    void aHostThatWasAskedAMomentAgoIsWaitedFor() {
        states.put(b, State.unknown(true));

        assertWaits(decide(anyHost()), WaitReason.PROXY_HOST_ANSWER, "asking a, b");
    }

    @Test
    void anImportThatIsBoundToAHostWaitsForIt() {
        runs(2, a, PROVIDER, "vpx://vcenter.example/dc/esxi");

        assertWaits(
                decide(ImportPlacement.of(named(a), true)), WaitReason.PROXY_HOST_SLOT, "the proxy host a runs 2 of 2");

        hosts.remove(a);
        assertWaits(decide(ImportPlacement.of(named(a), true)), WaitReason.PROXY_HOST, "a is not there any more");
    }

    @Test
    void aHostOfAnotherDataCenterIsNotChosen() {
        DataCenter elsewhere = new DataCenter(UUID.randomUUID(), "elsewhere", "");
        hosts.clear();
        hosts.add(host("c", new Cluster(UUID.randomUUID(), "far", "", elsewhere)));

        assertWaits(decide(anyHost()), WaitReason.PROXY_HOST, "the data center dc has no proxy host any more");
    }

    @Test
    void onlyHostsThatWereNotPassedOverAreTried() {
        ImportPlacement afterA = ImportPlacement.of(named(a), false).withoutHost();

        assertThat(decide(afterA)).isEqualTo(new Decision.Start(named(b)));
        assertThat(decide(afterA.on(named(b)).withoutHost())).isEqualTo(new Decision.Fail(FULL));
    }

    @Test
    void anotherHostThanThatOfTheLastAttemptIsChosenIfOneIsFree() {
        ImportSnapshot failed = failedOn(a);
        runs(1, b, PROVIDER, "vpx://vcenter.example/dc/esxi");

        assertThat(round().decide(failed)).isEqualTo(new Decision.Start(named(b)));
        assertThat(decide(anyHost())).isEqualTo(new Decision.Start(named(a)));

        // which may be busy for days, or dead
        runs(1, b, PROVIDER, "vpx://vcenter.example/dc/esxi");
        assertThat(round().decide(failed)).isEqualTo(new Decision.Start(named(a)));
    }

    @Test
    void theHostOfTheLastAttemptIsChosenIfNoOtherOneCanConvert() {
        states.put(b, State.unready(FULL));

        assertThat(round().decide(failedOn(a))).isEqualTo(new Decision.Start(named(a)));
    }

    @Test
    void anImportThatIsBoundToTheHostOfItsLastAttemptIsTriedThereAgain() {
        ImportSnapshot bound = TestingSnapshot.of(ImportState.QUEUED)
                .source(PROVIDER, "vpx://vcenter.example")
                .into(new NamedId(dataCenter.id(), "dc"), 0)
                .placement(ImportPlacement.of(named(a), true))
                .lastFailure(FULL)
                .taken();

        assertThat(round().decide(bound)).isEqualTo(new Decision.Start(named(a)));
    }

    @Test
    void fromASourceThatDoesNotAnswerNothingIsTriedForAWhile() {
        resting.heard(unreachedOn(a));
        assertThat(decide(anyHost())).isEqualTo(new Decision.Start(named(b)));

        resting.heard(unreachedOn(b));
        AdmissionRound round = round();
        assertWaits(decide(round), WaitReason.PROXY_HOST, "the source vcenter does not answer");
        NamedId other = new NamedId(UUID.randomUUID(), "other");
        assertThat(round.decide(at(ImportState.QUEUED, anyHost(), other, "vpx://other.example")))
                .isInstanceOf(Decision.Start.class);
    }

    @Test
    void whereOneAfterTheOtherHasFailedNothingIsTriedForAWhile() {
        for (int failed = 0; failed < 3; failed++) {
            resting.heard(TestingSnapshot.of(ImportState.QUEUED)
                    .placement(ImportPlacement.of(named(a), false))
                    .lastFailure(Failure.of(FailureCode.INTERNAL, "The disk is full."))
                    .taken());
        }

        assertThat(decide(anyHost())).isEqualTo(new Decision.Start(named(b)));
        // from b nobody reaches the source, which says nothing of a
        resting.heard(unreachedOn(b));
        assertWaits(decide(ImportPlacement.of(named(a), true)), WaitReason.PROXY_HOST, "fail what is to begin there");
    }

    @Test
    void onlySoManyMachinesOfASourceHostAreImportedAtATime() {
        bounds = new ImportLimits.Bounds(Optional.of(9L), 2, 9, 9);
        runs(2, a, PROVIDER, "vpx://admin@vcenter.example/dc/cluster/esxi-1?no_verify=1");

        AdmissionRound round = round();
        assertWaits(
                round.decide(queued("vpx://other@vcenter.example/dc/cluster/esxi-1")),
                WaitReason.SOURCE_HOST_LIMIT,
                "2 machines of the host esxi-1 are");
        assertThat(round.decide(queued("vpx://vcenter.example/dc/cluster/esxi-2")))
                .isInstanceOf(Decision.Start.class);
        assertThat(round.decide(queued("vpx://vcenter.example/dc/cluster/esxi-2")))
                .isInstanceOf(Decision.Start.class);
        assertWaits(
                round.decide(queued("vpx://vcenter.example/dc/cluster/esxi-2")),
                WaitReason.SOURCE_HOST_LIMIT,
                "2 machines of the host esxi-2 are");
        assertThat(round.decide(queued("xen+ssh://root@xen.example"))).isInstanceOf(Decision.Start.class);
    }

    @Test
    void onlySoManyImportsOfAProviderRunAtATime() {
        bounds = new ImportLimits.Bounds(Optional.of(9L), 9, 2, 9);
        runs(1, a, PROVIDER, "vpx://vcenter.example/dc/esxi-1");

        AdmissionRound round = round();
        assertThat(decide(round)).isInstanceOf(Decision.Start.class);
        assertWaits(decide(round), WaitReason.PROVIDER_LIMIT, "2 imports from the provider vcenter run");
    }

    @Test
    void onlySoManyImportsRunAtATimeInAll() {
        bounds = new ImportLimits.Bounds(Optional.of(9L), 9, 9, 2);
        runs(1, a, new NamedId(UUID.randomUUID(), "other"), "vpx://other.example/dc/esxi-1");

        AdmissionRound round = round();
        assertThat(decide(round)).isInstanceOf(Decision.Start.class);
        assertWaits(decide(round), WaitReason.LIMIT, "2 imports run, as many as may");
    }

    @Test
    void unlessItIsSetAHostRunsAsManyAsItHasRoomFor() {
        bounds = new ImportLimits.Bounds(Optional.empty(), 9, 9, 9);
        room.put(a, 1L);
        room.put(b, 3L);

        AdmissionRound round = round();
        assertThat(List.of(decide(round), decide(round), decide(round), decide(round)))
                .containsExactly(
                        new Decision.Start(named(b)),
                        new Decision.Start(named(b)),
                        new Decision.Start(named(a)),
                        new Decision.Start(named(b)));
        assertWaits(decide(round), WaitReason.PROXY_HOST_SLOT, "all 2 proxy hosts run 4 of 4");
    }

    @Test
    void spaceThatImportsStillNeedWhichRunIsNotGivenAway() {
        bounds = new ImportLimits.Bounds(Optional.of(9L), 9, 9, 9);
        space = 600 * MIB;
        running.add(at(ImportState.CONVERTING, anyHost(), PROVIDER, "vpx://vcenter.example"));

        AdmissionRound round = round();
        space = 401 * MIB;
        assertWaits(
                decide(round),
                WaitReason.STORAGE_DOMAIN_SPACE,
                "needs 401 MiB, more than the storage domain dc has free beside what imports that run still need");
        space = 300 * MIB;
        assertThat(decide(round)).isInstanceOf(Decision.Start.class);
        assertWaits(decide(round), WaitReason.STORAGE_DOMAIN_SPACE, "needs 300 MiB");
    }

    @Test
    void spaceThatHasBeenWrittenIsNotCountedTwice() {
        bounds = new ImportLimits.Bounds(Optional.of(9L), 9, 9, 9);
        space = 600 * MIB;
        running.add(at(ImportState.CONVERTING, anyHost(), PROVIDER, "vpx://vcenter.example")
                .with(new ImportProgress(Phase.COPYING_DISKS, "", 50, List.of(), List.of(), null)));

        space = 700 * MIB;
        assertThat(decide(anyHost())).isInstanceOf(Decision.Start.class);
        space = 701 * MIB;
        assertWaits(decide(anyHost()), WaitReason.STORAGE_DOMAIN_SPACE, "needs 701 MiB");
    }

    @Test
    void aPreallocatedDiskHasTakenItsSpaceBeforeItIsCopied() {
        bounds = new ImportLimits.Bounds(Optional.of(9L), 9, 9, 9);
        allocation = Allocation.PREALLOCATED;
        space = 600 * MIB;
        running.add(at(ImportState.CONVERTING, anyHost(), PROVIDER, "vpx://vcenter.example")
                .with(new ImportProgress(Phase.COPYING_DISKS, "", 1, List.of(), List.of(), null)));

        space = 1000 * MIB;
        assertThat(decide(anyHost())).isInstanceOf(Decision.Start.class);
    }

    @Test
    void aHostThatIsFullIsNotAskedAboutTheDomain() {
        runs(2, a, PROVIDER, "vpx://vcenter.example/dc/esxi");

        decide(anyHost());

        assertThat(asked).containsExactly(b);
    }

    @Test
    void asLongAsNobodyKnowsWhatAHostHasRoomForItIsAsked() {
        bounds = new ImportLimits.Bounds(Optional.empty(), 9, 9, 9);
        states.put(a, State.unknown(true));

        assertWaits(decide(anyHost()), WaitReason.PROXY_HOST_ANSWER, "asking a, b");
    }

    private ImportPlacement anyHost() {
        return ImportPlacement.of(named(a), false);
    }

    private Decision decide(ImportPlacement placement) {
        return round().decide(queued(placement));
    }

    private Decision decide(AdmissionRound round) {
        return round.decide(queued(anyHost()));
    }

    private AdmissionRound round() {
        return new AdmissionRound(
                hosts,
                (host, domain) -> {
                    asked.add(host);
                    return states.getOrDefault(host, ROOMY);
                },
                new ImportLimits(bounds, running, this::room),
                resting,
                starts);
    }

    private OptionalLong room(ProxyHost host) {
        return room.containsKey(host) ? OptionalLong.of(room.get(host)) : OptionalLong.empty();
    }

    private static void assertWaits(Decision decision, WaitReason reason, String text) {
        assertThat(decision).isInstanceOfSatisfying(Decision.Wait.class, wait -> {
            assertThat(wait.reason()).isEqualTo(reason);
            assertThat(wait.text()).contains(text);
        });
    }

    private void runs(int number, ProxyHost host, NamedId provider, String uri) {
        for (int each = 0; each < number; each++) {
            running.add(at(ImportState.CONVERTING, ImportPlacement.of(named(host), false), provider, uri));
        }
    }

    private ImportSnapshot queued(ImportPlacement placement) {
        return at(ImportState.QUEUED, placement, PROVIDER, "vpx://vcenter.example");
    }

    private ImportSnapshot failedOn(ProxyHost host) {
        return TestingSnapshot.of(ImportState.QUEUED)
                .source(PROVIDER, "vpx://vcenter.example")
                .into(new NamedId(dataCenter.id(), "dc"), 0)
                .placement(ImportPlacement.of(named(host), false))
                .lastFailure(FULL)
                .taken();
    }

    private ImportSnapshot unreachedOn(ProxyHost host) {
        return TestingSnapshot.of(ImportState.QUEUED)
                .source(PROVIDER, "vpx://vcenter.example")
                .placement(ImportPlacement.of(named(host), false))
                .waitingFor(WaitReason.START_TIME)
                .lastFailure(Failure.of(FailureCode.SOURCE_UNREACHABLE, "away"))
                .taken();
    }

    private ImportSnapshot queued(String uri) {
        return at(ImportState.QUEUED, anyHost(), PROVIDER, uri);
    }

    private ImportSnapshot at(ImportState state, ImportPlacement placement, NamedId provider, String uri) {
        NamedId here = new NamedId(dataCenter.id(), "dc");
        return TestingSnapshot.of(state)
                .source(provider, uri)
                .into(here, space)
                .allocation(allocation)
                .placement(placement)
                .lastFailure(placement.passedOver().isEmpty() ? null : FULL)
                .taken();
    }

    private static ProxyHost host(String name, Cluster cluster) {
        return new ProxyHost(UUID.randomUUID(), name, new HostAddress(name, 24_325), cluster);
    }

    private static NamedId named(ProxyHost host) {
        return new NamedId(host.id(), host.name());
    }
}
