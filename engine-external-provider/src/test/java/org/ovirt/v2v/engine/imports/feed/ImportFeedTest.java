package org.ovirt.v2v.engine.imports.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.TestingSnapshot;

/** What somebody gets who follows imports, with a clock in hand and work that is done when the test lets it. */
class ImportFeedTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final ImportBoard board = mock(ImportBoard.class);
    private final ImportHistory history = mock(ImportHistory.class);
    private final CurrentAccess access = mock(CurrentAccess.class);
    private final ImportSettings settings = mock(ImportSettings.class);
    private final ExecutorService executor = mock(ExecutorService.class);
    private final Clock clock = mock(Clock.class);
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Consumer<ImportSnapshot>> listeners = new ArrayList<>();
    private final ImportSnapshot running = imported("running", ImportState.CONVERTING);
    private final ImportSnapshot over = imported("over", ImportState.SUCCEEDED);
    private Instant now = NOON;
    private ImportFeed feed;

    @BeforeEach
    void begin() {
        when(settings.progressHeartBeat()).thenReturn(Duration.ofDays(1));
        when(clock.instant()).thenAnswer(call -> now);
        when(board.active()).thenReturn(List.of(running));
        when(history.endedSince(any(), anyInt())).thenReturn(List.of(over));
        doAnswer(call -> listeners.add(call.getArgument(0))).when(board).listen(any());
        doAnswer(call -> work.add(call.getArgument(0))).when(executor).execute(any());
        feed = new ImportFeed(board, history, settings, executor, clock, access);
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
        Client client = follow(Optional.of(since), 1);
        ImportSnapshot another = imported("another", ImportState.CONVERTING);
        change(another); // heard before anything could be looked up
        doWork();

        assertThat(client.names()).containsExactly("over");
        assertThat(client.lastHeard()).isEqualTo(since);
        client.request(10);
        doWork();
        assertThat(client.names()).containsExactly("over", "running", "another");
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
        for (int change = 0; change < 100; change++) {
            now = now.plusSeconds(1);
            change(running);
        }
        client.request(10);
        doWork();

        assertThat(client.names()).containsExactly("running", "running");
        assertThat(client.lastHeard()).isEqualTo(NOON.plusSeconds(100));
    }

    @Test
    void aLongListGoesOnOnAnotherThreadThanTheOneThatAsksForIt() {
        when(board.active())
                .thenReturn(Stream.generate(() -> imported("one", ImportState.QUEUED))
                        .limit(100)
                        .toList());
        Client client = follow(Optional.empty(), 0);
        doWork();

        client.request(100);
        assertThat(client.names()).hasSizeBetween(1, 99);
        doWork();
        assertThat(client.names()).hasSize(100);
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

    private void doWork() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    private static ImportSnapshot imported(String name, ImportState state) {
        return TestingSnapshot.of(state).name(name).taken();
    }

    private static final class Client implements Flow.Subscriber<Optional<FeedItem>> {
        private final List<FeedItem> items = new ArrayList<>();
        private Optional<Throwable> failure = Optional.empty();
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Optional<FeedItem> item) {
            item.ifPresent(items::add);
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

        private List<String> names() {
            return items.stream().map(each -> each.subject().name()).toList();
        }

        private List<ImportState> states() {
            return items.stream().map(each -> each.subject().state()).toList();
        }

        private Instant lastHeard() {
            return items.get(items.size() - 1).heard();
        }
    }
}
