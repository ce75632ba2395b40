package org.ovirt.v2v.engine.imports.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostReadiness;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.imports.ImportBeginning;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportBroadcast;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.ImportTimes;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.RestingHosts;
import org.ovirt.v2v.engine.imports.RetryPolicy;
import org.ovirt.v2v.engine.imports.TestingSnapshot;
import org.ovirt.v2v.engine.imports.WaitReason;
import org.ovirt.v2v.engine.peers.Leases;

/** When the queue is looked at and by whom, with a clock in hand; what is decided about each import is AdmissionRound's. */
class ImportSchedulerTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final DataCenter dataCenter = new DataCenter(UUID.randomUUID(), "dc", "");
    private final ProxyHost host = new ProxyHost(
            UUID.randomUUID(),
            "proxy",
            new HostAddress("proxy", 24_325),
            new Cluster(UUID.randomUUID(), "cluster", "", dataCenter));
    private final ImportBoard board = mock(ImportBoard.class);
    private final ImportBroadcast broadcast = mock(ImportBroadcast.class);
    private final ImportChanges changes = mock(ImportChanges.class);
    private final Leases leases = mock(Leases.class);
    private final ProxyHostRepository hosts = mock(ProxyHostRepository.class);
    private final HostReadiness readiness = mock(HostReadiness.class);
    private final ImportSettings settings = mock(ImportSettings.class);
    private final QueuePause pause = mock(QueuePause.class);
    private final Clock clock = mock(Clock.class);
    private final ExecutorService executor = mock(ExecutorService.class);
    private final ImportScheduler scheduler = new ImportScheduler(
            board,
            new QueueOrder(board, new RetryPolicy(settings), clock),
            broadcast,
            changes,
            leases,
            mock(ImportBeginning.class),
            mock(ImportEnding.class),
            hosts,
            readiness,
            new RestingHosts(Duration.ofSeconds(30), clock),
            settings,
            pause,
            mock(AdmissionMetrics.class),
            executor,
            clock);
    private final List<ImportSnapshot> queued = new ArrayList<>();
    private long queueChanges;
    private Instant now = NOON;

    @BeforeEach
    void allIsWell() {
        when(clock.instant()).thenAnswer(call -> now);
        when(board.active()).thenReturn(queued);
        when(board.onHosts()).thenAnswer(call -> Stream.empty());
        when(board.queueChanges()).thenAnswer(call -> queueChanges);
        when(leases.take(anyString())).thenReturn(OptionalLong.of(1));
        when(leases.holds(anyString())).thenReturn(true);
        when(hosts.list()).thenReturn(List.of(host));
        when(readiness.of(any(), any())).thenReturn(HostReadiness.State.ready(1L << 40));
        when(readiness.conversions(any())).thenReturn(OptionalLong.of(10));
        when(settings.perHost()).thenReturn(Optional.empty());
        when(settings.perProvider()).thenReturn(10);
        when(settings.perSourceHost()).thenReturn(10);
        when(settings.inAll()).thenReturn(10);
    }

    @Test
    void anImportBeginsWhenItsTimeHasCome() {
        ImportSnapshot late = add(NOON.plusSeconds(60));

        scheduler.admit();
        assertThat(changed()).isEmpty();
        now = NOON.plusSeconds(60);
        scheduler.admit();
        assertThat(changed()).containsExactly(late.id());
    }

    @Test
    void nothingBeginsBeforeTheProxyHostsHaveBeenLookedAt() {
        ImportSnapshot waiting = add(NOON);
        scheduler.hold();
        scheduler.admit();
        assertThat(changed()).isEmpty();

        scheduler.release();
        scheduler.admit();
        scheduler.end();
        assertThat(changed()).containsExactly(waiting.id());
    }

    @Test
    void nothingBeginsWhenTheDatabaseHasJustBeenFoundToHaveLostWhatHadBegun() {
        add(NOON);
        doAnswer(call -> {
                    scheduler.hold();
                    return null;
                })
                .when(broadcast)
                .compare();

        scheduler.admit();

        assertThat(changed()).isEmpty();
    }

    @Test
    void ofSeveralEnginesTheOneThatHoldsTheLeaseDecides() {
        add(NOON);
        when(leases.take(anyString())).thenReturn(OptionalLong.empty());

        scheduler.admit();
        assertThat(changed()).isEmpty();
    }

    @Test
    void whoeverHasJustGotTheLeaseComparesBeforeItDecides() {
        add(NOON);
        scheduler.admit();
        scheduler.admit();
        verify(broadcast, times(1)).compare();

        when(leases.take(anyString())).thenReturn(OptionalLong.of(2));
        scheduler.admit();
        verify(broadcast, times(2)).compare();
    }

    @Test
    void whatThousandsWaitForIsStoredBySeveralHundredInASecond() {
        when(settings.inAll()).thenReturn(0);
        for (int number = 0; number < 500; number++) {
            add(NOON);
        }
        scheduler.admit();
        scheduler.admit();
        assertThat(changed()).hasSize(200);

        now = NOON.plusSeconds(1);
        scheduler.admit();
        assertThat(changed()).hasSize(400);
    }

    @Test
    void thatHostsAreAskedIsNotToldOfWhatWaitsForSomethingElseAlready() {
        when(readiness.of(any(), any())).thenReturn(HostReadiness.State.unknown(true));
        ImportSnapshot fresh = add(NOON);
        add(NOON, WaitReason.PROXY_HOST_SLOT);

        scheduler.admit();
        assertThat(changed()).containsExactly(fresh.id());
    }

    @Test
    void whatWaitsForSomethingElseThanBeforeIsTold() {
        when(settings.inAll()).thenReturn(0);
        ImportSnapshot waiting = add(NOON, WaitReason.PROXY_HOST_SLOT);

        scheduler.admit();
        assertThat(changed()).containsExactly(waiting.id());
    }

    @Test
    void whatNobodyHasLookedAtYetIsLookedAtSoonWhateverEngineItIsFrom() {
        scheduler.listen();
        ArgumentCaptor<Consumer<ImportSnapshot>> told = ArgumentCaptor.captor();
        verify(board).listen(told.capture());

        told.getValue().accept(TestingSnapshot.of(ImportState.CONVERTING).taken());
        verify(executor, never()).execute(any());
        told.getValue().accept(TestingSnapshot.of(ImportState.QUEUED).taken());
        verify(executor, times(1)).execute(any());
    }

    @Test
    void aMomentWithoutAFreeThreadDoesNotStopTheQueue() {
        doThrow(new RejectedExecutionException("told to"))
                .doThrow(new OutOfMemoryError("told to"))
                .doNothing()
                .when(executor)
                .execute(any());

        assertThatThrownBy(scheduler::admitSoon).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(scheduler::admitSoon).isInstanceOf(OutOfMemoryError.class);
        scheduler.admitSoon();

        verify(executor, times(3)).execute(any());
    }

    @Test
    void oneThatCannotBeStartedHoldsUpNobody() {
        ImportSnapshot broken = add(NOON);
        ImportSnapshot next = add(NOON);
        doThrow(new IllegalStateException("told to")).when(changes).change(eq(broken.id()), any());

        scheduler.admit();
        assertThat(changed()).containsExactly(broken.id(), next.id());
        verify(broadcast, times(1)).compare();

        // the start may have been stored all the same
        scheduler.admit();
        verify(broadcast, times(2)).compare();
    }

    @Test
    void severalThatCannotBeStartedDoNotKeepTheOthersWaitingForEver() {
        for (int number = 0; number < 3; number++) {
            ImportSnapshot broken = add(NOON);
            doThrow(new IllegalStateException("told to")).when(changes).change(eq(broken.id()), any());
        }
        ImportSnapshot next = add(NOON);

        scheduler.admit();
        assertThat(changed()).doesNotContain(next.id());
        scheduler.admit();
        assertThat(changed()).contains(next.id());
    }

    @Test
    void aDatabaseThatIsAwayEndsTheRoundInsteadOfFailingForEach() {
        for (int number = 0; number < 8; number++) {
            add(NOON);
        }
        doThrow(new IllegalStateException("no database")).when(changes).change(any(), any());

        scheduler.admit();
        assertThat(changed()).hasSize(3);
    }

    private ImportSnapshot add(Instant begin) {
        return add(begin, null);
    }

    private ImportSnapshot add(Instant begin, WaitReason waitingFor) {
        NamedId here = new NamedId(dataCenter.id(), "dc");
        ImportSnapshot added = TestingSnapshot.of(ImportState.QUEUED)
                .into(here, 1)
                .waitingFor(waitingFor)
                .times(ImportTimes.created(NOON, Optional.of(begin)))
                .taken();
        queued.add(added);
        queueChanges++;
        return added;
    }

    /** The imports that were to be changed, in order. */
    private List<UUID> changed() {
        ArgumentCaptor<UUID> ids = ArgumentCaptor.forClass(UUID.class);
        verify(changes, atLeast(0)).change(ids.capture(), any());
        return ids.getAllValues();
    }
}
