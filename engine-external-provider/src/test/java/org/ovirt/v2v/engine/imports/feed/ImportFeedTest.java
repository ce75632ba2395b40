package org.ovirt.v2v.engine.imports.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportProgress;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.TestingSnapshot;
import org.ovirt.v2v.model.conversion.Phase;

/** What somebody gets who follows imports, with a clock in hand and work that is done when the test lets it. */
class ImportFeedTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final ImportBoard board = mock(ImportBoard.class);
    private final ImportHistory history = mock(ImportHistory.class);
    private final CurrentAccess access = mock(CurrentAccess.class);
    private final ImportSettings settings = mock(ImportSettings.class);
    private final ExecutorService executor = mock(ExecutorService.class);
    private final ScheduledExecutorService timer = mock(ScheduledExecutorService.class);
    private final Clock clock = mock(Clock.class);
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Queue<Timed> timed = new PriorityQueue<>(Comparator.comparing(Timed::when));
    private final List<Runnable> heartBeat = new ArrayList<>();
    private final List<Consumer<ImportSnapshot>> listeners = new ArrayList<>();
    private final ImportSnapshot running = imported("running", ImportState.CONVERTING);
    private final ImportSnapshot over = imported("over", ImportState.SUCCEEDED);
    private Instant now = NOON;
    private ImportFeed feed;

    /** What is to be done at a time. */
    private record Timed(Instant when, Runnable task) {}

    @BeforeEach
    void begin() {
        when(settings.progressHeartBeat()).thenReturn(Duration.ofDays(1));
        when(clock.instant()).thenAnswer(call -> now);
        when(board.active()).thenReturn(List.of(running));
        when(history.endedSince(any(), anyInt())).thenReturn(List.of(over));
        doAnswer(call -> listeners.add(call.getArgument(0))).when(board).listen(any());
        doAnswer(call -> work.add(call.getArgument(0))).when(executor).execute(any());
        when(timer.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            timed.add(new Timed(now.plusMillis(call.getArgument(1)), call.getArgument(0)));
            return mock(ScheduledFuture.class);
        });
        when(timer.scheduleWithFixedDelay(any(Runnable.class), anyLong(), anyLong(), any()))
                .thenAnswer(call -> {
                    heartBeat.add(call.getArgument(0));
                    return mock(ScheduledFuture.class);
                });
        feed = new ImportFeed(board, history, settings, executor, executor, clock, access, new PeriodicTasks(timer));
    }

    @AfterEach
    void end() {
        feed.end();
    }

    @Test
    void whoMaySeeOnlyOneDataCenterHearsOfNoOther() {
        when(access.visibleDataCenters()).thenReturn(Optional.of(Set.of(UUID.randomUUID())));
        Client stranger = follow(Optional.of(NOON), 10);
        when(access.visibleDataCenters())
                .thenReturn(Optional.of(Set.of(running.target().dataCenter().id())));
        Client own = follow(Optional.empty(), 10);
        doWork();
        change(running);

        assertThat(stranger.names()).isEmpty();
        assertThat(own.names()).containsExactly("running", "running");
    }

    @Test
    void whoBeginsGetsWhatIsActiveThenEveryChange() {
        Client client = follow(Optional.empty(), 10);
        doWork();
        change(running);

        assertThat(client.names()).containsExactly("running", "running");
    }

    @Test
    void whoWasCutOffGetsWhatHasEndedMeanwhileFirst() {
        Client client = follow(Optional.of(NOON.minusSeconds(600)), 10);
        doWork();

        assertThat(client.names()).containsExactly("over", "running");
    }

    @Test
    void whoIsCutOffAgainBeforeAllWasToldIsToldAgain() {
        Instant since = NOON.minusSeconds(600);
        List<ImportSnapshot> missed = Collections.nCopies(FeedBatch.LARGEST, over);
        when(history.endedSince(any(), anyInt())).thenReturn(missed);
        Client client = follow(Optional.of(since), 1);
        ImportSnapshot another = imported("another", ImportState.CONVERTING);
        change(another); // heard before anything could be looked up
        doWork();

        assertThat(client.names()).hasSize(missed.size()).containsOnly("over");
        assertThat(client.lastHeard()).isEqualTo(since);
        client.request(10);
        doWork();
        assertThat(client.names()).hasSize(missed.size() + 2).endsWith("running", "another");
        assertThat(client.lastHeard()).isEqualTo(NOON);
    }

    @Test
    void aChangeThatIsHeardWhileImportsAreLookedUpIsNotOverwrittenByWhatWasLookedUp() {
        Client client = follow(Optional.empty(), 0);
        work.remove().run();
        ImportSnapshot end = TestingSnapshot.of(ImportState.SUCCEEDED)
                .id(running.id())
                .name("running")
                .taken();
        change(end);
        client.request(10);
        doWork();

        assertThat(client.states()).containsExactly(ImportState.SUCCEEDED);
    }

    @Test
    void aClientThatIsSlowGetsTheLatestStateOnly() {
        Client client = follow(Optional.empty(), 1);
        doWork();
        for (int change = 0; change < 10_000; change++) {
            now = now.plusSeconds(1);
            change(running);
        }
        client.request(1_000_000);
        doWork();

        assertThat(client.names()).as("what could not wait is kept once").hasSizeBetween(2, 2_100);
        assertThat(client.lastHeard()).isEqualTo(NOON.plusSeconds(10_000));
    }

    @Test
    void thousandsOfImportsAreToldInPiecesEachWhenTheOneBeforeWasTaken() {
        when(board.active())
                .thenReturn(Stream.generate(() -> imported("one", ImportState.QUEUED))
                        .limit(1_000)
                        .toList());
        Client client = follow(Optional.empty(), 1);
        doWork();
        assertThat(client.names()).hasSizeBetween(2, 100);

        client.request(100);
        assertThat(client.batches).as("not on the thread that asks").hasSize(1);
        doWork();
        assertThat(client.names()).hasSize(1_000);
    }

    @Test
    void allWhoListenGetTheSamePieceSoThatItIsWrittenOnce() {
        Client one = follow(Optional.empty(), 10);
        Client other = follow(Optional.empty(), 10);
        doWork();
        change(running);

        assertThat(one.batches).hasSize(2);
        assertThat(one.batches.get(1)).isSameAs(other.batches.get(1));
    }

    @Test
    void progressOfManyImportsComesLessOftenAndIsTheLatestThen() {
        List<ImportSnapshot> many = Stream.generate(() -> imported("one", ImportState.CONVERTING))
                .limit(500)
                .toList();
        when(board.active()).thenReturn(many);
        Client client = follow(Optional.empty(), 1_000_000);
        doWork();
        many.forEach(this::change);
        pass(Duration.ofSeconds(1));
        client.forget();

        for (int tenth = 1; tenth <= 100; tenth++) {
            int percent = tenth;
            many.forEach(each -> change(each.with(percent(percent))));
            pass(Duration.ofMillis(100));
        }
        pass(Duration.ofSeconds(1));

        assertThat(client.items).hasSizeBetween(5_000, 12_000); // in 11 seconds; there were 50,000
        assertThat(client.items.subList(client.items.size() - 500, client.items.size()))
                .extracting(each -> each.subject().progress().percent())
                .containsOnly(100);
    }

    @Test
    void nobodyIsLeftOutThoughOthersGetOnMoreOften() {
        List<ImportSnapshot> many = Stream.generate(() -> imported("one", ImportState.CONVERTING))
                .limit(1_000)
                .toList();
        when(board.active()).thenReturn(many);
        List<Client> clients = Stream.generate(() -> follow(Optional.empty(), 1_000_000))
                .limit(100)
                .toList();
        doWork();
        many.forEach(this::change);
        pass(Duration.ofSeconds(1));
        clients.forEach(Client::forget);

        many.forEach(each -> change(each.with(percent(1))));
        for (int tenth = 1; tenth <= 120; tenth++) {
            int percent = 1 + Math.min(tenth, 98);
            many.stream().limit(500).forEach(each -> change(each.with(percent(percent))));
            pass(Duration.ofMillis(100));
        }

        for (Client client : clients) {
            assertThat(client.items).hasSizeBetween(1_000, 1_500); // in 12 seconds; there were 50,000
            assertThat(client.items).extracting(each -> each.subject().id()).containsAll(ids(many));
        }
    }

    private static List<UUID> ids(List<ImportSnapshot> imports) {
        return imports.stream().map(ImportSnapshot::id).toList();
    }

    @Test
    void changesOfStateDoNotWaitForTheTurnOfProgressAndNoneIsLost() {
        List<ImportSnapshot> many = Stream.generate(() -> imported("one", ImportState.CONVERTING))
                .limit(1_000)
                .toList();
        when(board.active()).thenReturn(many);
        Client client = follow(Optional.empty(), 1_000_000);
        doWork();
        many.forEach(this::change);
        pass(Duration.ofSeconds(1));
        many.forEach(each -> change(each.with(percent(1))));
        pass(Duration.ofMillis(100)); // so much that the rest has to wait for almost a second
        client.forget();

        many.forEach(each -> change(each.with(percent(2))));
        many.stream().limit(900).map(ImportFeedTest::ended).forEach(this::change);
        pass(Duration.ofMillis(100));

        assertThat(client.states()).filteredOn(ImportState.SUCCEEDED::equals).hasSize(900);
        assertThat(client.states()).hasSizeLessThan(1_000);
        pass(Duration.ofSeconds(1));
        assertThat(client.states()).filteredOn(ImportState.SUCCEEDED::equals).hasSize(900);
        assertThat(client.items)
                .filteredOn(each -> each.subject().progress().percent() == 2
                        && each.subject().state() == ImportState.CONVERTING)
                .hasSize(100);
    }

    @Test
    void theFirstNewsAfterSilenceIsToldAtOnceAndTheNextSoon() {
        Client client = follow(Optional.empty(), 10);
        doWork();
        pass(Duration.ofSeconds(1));
        client.forget();

        change(running);
        assertThat(client.items).hasSize(1);
        change(running.with(percent(1)));
        assertThat(client.items).hasSize(1);
        pass(Duration.ofMillis(50));
        assertThat(client.items).hasSize(2);
    }

    @Test
    void whatWasNotToldYetIsNotForWhoBeginsNow() {
        Client first = follow(Optional.empty(), 10);
        doWork();
        change(running.with(percent(1)));
        change(running.with(percent(2))); // waits
        ImportSnapshot latest = running.with(percent(3)); // to be told in a moment
        when(board.active()).thenReturn(List.of(latest));
        Client second = follow(Optional.empty(), 10);
        doWork();
        pass(Duration.ofSeconds(1));

        assertThat(second.items)
                .extracting(each -> each.subject().progress().percent())
                .containsExactly(3);
        assertThat(first.items)
                .extracting(each -> each.subject().progress().percent())
                .endsWith(2);
    }

    @Test
    void aListenerThatThrowsIsNotToldAnyMoreAndTheOthersAre() {
        Client bad = follow(Optional.empty(), 10);
        Client good = follow(Optional.empty(), 10);
        doWork();
        bad.broken = true;
        change(running);
        pass(Duration.ofSeconds(1));
        change(running);

        assertThat(bad.failure).isPresent();
        assertThat(good.names()).hasSize(3);
    }

    @Test
    void manyWhoWereCutOffTogetherCostOneLook() {
        for (int client = 0; client < 50; client++) {
            follow(Optional.of(NOON.minusMillis(client)), 10);
        }
        doWork();

        verify(history, times(2)).endedSince(any(), anyInt()); // of two minutes
    }

    @Test
    void whatEndsAfterOthersWhoWereCutOffHadAskedIsToldToo() {
        follow(Optional.of(NOON), 10);
        doWork();
        ImportSnapshot later = imported("later", ImportState.SUCCEEDED);
        when(history.endedSince(any(), anyInt())).thenReturn(List.of(over, later));
        change(later);
        doWork();

        Client client = follow(Optional.of(NOON), 10);
        doWork();

        assertThat(client.names()).contains("over", "later");
    }

    @Test
    void whoBeginsWhileNothingRunsIsToldAtOnceFromWhereToGoOn() {
        when(board.active()).thenReturn(List.of());
        Client client = follow(Optional.empty(), 10);
        doWork();
        assertThat(client.signs()).containsExactly(Optional.of(NOON));

        now = NOON.plusSeconds(1);
        beat();
        assertThat(client.signs()).containsExactly(Optional.of(NOON), Optional.of(NOON.plusSeconds(1)));
        assertThat(client.names()).isEmpty();
    }

    @Test
    void whatNoThreadWasFreeForIsToldWithTheNextHeartBeat() {
        Client client = follow(Optional.empty(), 10);
        doWork();
        client.forget();
        doThrow(new RejectedExecutionException("told to"))
                .doAnswer(call -> work.add(call.getArgument(0)))
                .when(executor)
                .execute(any());

        assertThatThrownBy(() -> change(running)).isInstanceOf(RejectedExecutionException.class);
        assertThat(client.names()).isEmpty();
        heartBeat.forEach(Runnable::run);
        doWork();

        assertThat(client.names()).containsExactly("running");
    }

    @Test
    void aHeartBeatSaysNothingOfChangesThatWaitForTheirTurn() {
        when(board.active()).thenReturn(List.of());
        Client client = follow(Optional.empty(), 10);
        doWork();
        change(running);
        change(ended(running)); // waits
        beat();
        assertThat(client.states()).containsExactly(ImportState.CONVERTING);
        assertThat(client.signs()).endsWith(Optional.empty());

        pass(Duration.ofSeconds(1));
        beat();
        assertThat(client.states()).containsExactly(ImportState.CONVERTING, ImportState.SUCCEEDED);
        assertThat(client.signs()).endsWith(Optional.of(now));
    }

    private void beat() {
        heartBeat.forEach(Runnable::run);
        doWork();
    }

    @Test
    void aStreamEndsWithTheReasonIfImportsCannotBeLookedUp() {
        when(history.endedSince(any(), anyInt())).thenThrow(new IllegalStateException("no database"));
        Client client = follow(Optional.of(NOON), 10);
        doWork();
        change(running);
        doWork();

        assertThat(client.failure).isPresent();
        assertThat(client.names()).isEmpty();
    }

    private Client follow(Optional<Instant> since, int requested) {
        Client client = new Client();
        feed.all(since).subscribe(client);
        client.request(requested);
        return client;
    }

    private void change(ImportSnapshot each) {
        listeners.forEach(listener -> listener.accept(each));
        if (work.size() == 1) {
            doWork();
        }
    }

    private void pass(Duration time) {
        Instant end = now.plus(time);
        for (Timed next = due(end); next != null; next = due(end)) {
            timed.remove(next);
            now = next.when().isAfter(now) ? next.when() : now;
            next.task().run();
            doWork();
        }
        now = end;
    }

    private Timed due(Instant end) {
        Timed next = timed.peek();
        return next == null || next.when().isAfter(end) ? null : next;
    }

    private static ImportProgress percent(int percent) {
        return new ImportProgress(Phase.COPYING_DISKS, "Copying", percent, List.of(), List.of(), null);
    }

    private static ImportSnapshot ended(ImportSnapshot each) {
        return TestingSnapshot.of(ImportState.SUCCEEDED)
                .id(each.id())
                .name(each.name())
                .taken();
    }

    private void doWork() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    private static ImportSnapshot imported(String name, ImportState state) {
        return TestingSnapshot.of(state).name(name).taken();
    }

    private static final class Client implements Flow.Subscriber<FeedBatch> {
        private final List<FeedBatch> batches = new ArrayList<>();
        private final List<FeedItem> items = new ArrayList<>();
        private Optional<Throwable> failure = Optional.empty();
        private boolean broken;
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(FeedBatch batch) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            batches.add(batch);
            items.addAll(batch.items());
        }

        @Override
        public void onError(Throwable reason) {
            failure = Optional.of(reason);
        }

        @Override
        public void onComplete() {
            // not asked for
        }

        private void request(int count) {
            subscription.request(count);
        }

        private void forget() {
            items.clear();
        }

        private List<String> names() {
            return items.stream().map(each -> each.subject().name()).toList();
        }

        private List<ImportState> states() {
            return items.stream().map(each -> each.subject().state()).toList();
        }

        /** What heart-beats have said of what was heard. */
        private List<Optional<Instant>> signs() {
            return batches.stream()
                    .filter(batch -> batch.items().isEmpty())
                    .map(FeedBatch::heard)
                    .toList();
        }

        private Instant lastHeard() {
            return items.get(items.size() - 1).heard();
        }
    }
}
