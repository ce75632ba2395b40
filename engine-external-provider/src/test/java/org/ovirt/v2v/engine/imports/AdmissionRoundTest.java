package org.ovirt.v2v.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostReadiness.State;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.imports.AdmissionRound.Decision;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

class AdmissionRoundTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Failure FULL = Failure.of(FailureCode.TEMPORARY_SPACE, "No space.");

    private final DataCenter dataCenter = new DataCenter(UUID.randomUUID(), "dc", "");
    private final Cluster cluster = new Cluster(UUID.randomUUID(), "cluster", "", dataCenter);
    private final ProxyHost a = host("a", cluster);
    private final ProxyHost b = host("b", cluster);
    private final Map<ProxyHost, State> states = new HashMap<>();
    private final Map<UUID, Long> running = new HashMap<>();
    private final Map<UUID, Long> starts = new HashMap<>();
    private final List<ProxyHost> hosts = new ArrayList<>(List.of(a, b));

    @Test
    void theHostWithTheMostFreeSlotsIsChosen() {
        running.put(a.id(), 1L);

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
        assertWaits(decide(round), WaitReason.PROXY_HOST_SLOT, "all 2 proxy hosts run 2 of 2");
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
        running.put(a.id(), 2L);

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
    void whatIsToBeginLaterWaitsAndHoldsUpNobody() {
        ImportSnapshot later = queued(anyHost(), ImportTimes.created(NOW).queuedAgain(Optional.of(NOW.plusSeconds(1))));
        AdmissionRound round = round();

        assertThat(round.decide(later)).isEqualTo(new Decision.Wait(WaitReason.START_TIME, ""));
        assertThat(decide(round)).isInstanceOf(Decision.Start.class);
        ImportSnapshot due = queued(anyHost(), ImportTimes.created(NOW).queuedAgain(Optional.of(NOW)));
        assertThat(round.decide(due)).isInstanceOf(Decision.Start.class);
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
                hosts, (host, domain) -> states.getOrDefault(host, State.ready()), 2, running, starts, NOW);
    }

    private static void assertWaits(Decision decision, WaitReason reason, String text) {
        assertThat(decision).isInstanceOfSatisfying(Decision.Wait.class, wait -> {
            assertThat(wait.reason()).isEqualTo(reason);
            assertThat(wait.text()).contains(text);
        });
    }

    private ImportSnapshot queued(ImportPlacement placement) {
        return queued(placement, ImportTimes.created(NOW));
    }

    private ImportSnapshot queued(ImportPlacement placement, ImportTimes times) {
        NamedId here = new NamedId(dataCenter.id(), "dc");
        return new ImportSnapshot(
                UUID.randomUUID(),
                0,
                "web",
                ImportState.QUEUED,
                false,
                new ImportSource(here, "vm-1", "web", "vpx://vcenter.example"),
                new ImportTarget(here, here, here, "/mnt", Allocation.SPARSE, DiskFormat.RAW, List.of(), null),
                placement,
                new ImportOrigin("admin", null, UUID.randomUUID()),
                ImportProgress.waiting(""),
                placement.passedOver().isEmpty() ? null : FULL,
                Optional.empty(),
                Optional.empty(),
                CurrentAttempt.first(UUID.randomUUID()),
                times);
    }

    private static ProxyHost host(String name, Cluster cluster) {
        return new ProxyHost(UUID.randomUUID(), name, new HostAddress(name, 54_322), cluster);
    }

    private static NamedId named(ProxyHost host) {
        return new NamedId(host.id(), host.name());
    }
}
