package org.ovirt.v2v.engine.imports.feed;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.DaemonThreads;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams of imports: first how they are, then every change; in between empty items as heart-beats. */
@ApplicationScoped
public class ImportFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ImportFeed.class);

    /** By how much the clocks of several engines may differ, and how long a change may take to be heard of. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    /** Somebody who has missed more had better read the list. */
    private static final int MOST_MISSED = 1_000;

    private final ImportBoard board;
    private final ImportHistory history;
    private final ExecutorService executor;
    private final Clock clock;
    private final Set<FeedSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = DaemonThreads.timer("progress-heart-beat");
    private final ScheduledFuture<?> beating;

    public ImportFeed(
            ImportBoard board, ImportHistory history, ImportSettings settings, ExecutorService executor, Clock clock) {
        this.clock = clock;
        this.board = board;
        this.history = history;
        this.executor = executor;
        long period = settings.progressHeartBeat().toMillis();
        this.beating = timer.scheduleAtFixedRate(
                () -> subscriptions.forEach(FeedSubscription::beat), period, period, TimeUnit.MILLISECONDS);
    }

    /**
     * All imports: those that are active now, then every change; never complete.
     *
     * @param since when somebody who followed before has last heard: those that have ended since then are told too, of very many
     *     the latest; some perhaps that were told before
     */
    public Flow.Publisher<Optional<FeedItem>> all(Optional<Instant> since) {
        return subscriber -> {
            FeedSubscription subscription = subscribe(subscriber, each -> true, each -> false);
            begin(subscription, () -> {
                // should this one be cut off too before they are all told, they are told again
                Stream<FeedItem> missed = since.stream()
                        .flatMap(last -> history.endedSince(last.minus(OVERLAP), MOST_MISSED).stream()
                                .map(each -> new FeedItem(each, last)));
                Instant now = clock.instant();
                return Stream.concat(missed, board.active().stream().map(each -> new FeedItem(each, now)))
                        .toList();
            });
        };
    }

    /** One import; complete when it has ended. */
    public Flow.Publisher<Optional<FeedItem>> one(UUID id) {
        return subscriber -> {
            FeedSubscription subscription =
                    subscribe(subscriber, each -> each.id().equals(id), each -> each.state()
                            .isFinal());
            begin(subscription, () -> List.of(new FeedItem(history.get(id), clock.instant())));
        };
    }

    private FeedSubscription subscribe(
            Flow.Subscriber<? super Optional<FeedItem>> subscriber,
            Predicate<ImportSnapshot> wanted,
            Predicate<ImportSnapshot> last) {
        FeedSubscription subscription = new FeedSubscription(subscriber, wanted, last, executor, clock, this::forget);
        subscriptions.add(subscription);
        subscriber.onSubscribe(subscription);
        board.listen(subscription);
        return subscription;
    }

    /** Looks up how imports are only now that changes are heard, so that no end can fall in between. */
    private void begin(FeedSubscription subscription, Supplier<List<FeedItem>> looked) {
        executor.execute(() -> {
            try {
                subscription.begin(looked.get());
            } catch (RuntimeException e) {
                LOG.warn("A stream of progress ends since imports cannot be looked up: {}", e.toString());
                subscription.fail(e);
            }
        });
    }

    private void forget(FeedSubscription subscription) {
        board.forget(subscription);
        subscriptions.remove(subscription);
    }

    /** How many listen; for tests and metrics. */
    int listeners() {
        return subscriptions.size();
    }

    @PreDestroy
    void end() {
        beating.cancel(false);
        timer.shutdownNow();
    }
}
