package org.ovirt.v2v.engine.imports.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.DaemonThreads;
import org.ovirt.v2v.engine.access.CurrentAccess;
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
    private final CurrentAccess access;
    private final ExecutorService executor;
    private final Clock clock;
    private final Consumer<ImportSnapshot> listening = this::changed;
    private final AtomicBoolean due = new AtomicBoolean();

    /** What ended lately, by the minute since when it is asked for; for a moment. */
    private final Cache<Instant, List<ImportSnapshot>> missed = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(2))
            .maximumSize(4)
            .build();

    private final Set<FeedSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = DaemonThreads.timer("progress-heart-beat");
    private final ScheduledFuture<?> beating;

    public ImportFeed(
            ImportBoard board,
            ImportHistory history,
            ImportSettings settings,
            ExecutorService executor,
            Clock clock,
            CurrentAccess access) {
        this.access = access;
        this.clock = clock;
        this.board = board;
        this.history = history;
        this.executor = executor;
        board.listen(listening);
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
        // asked here: what follows happens in other threads
        Optional<Set<UUID>> visible = access.visibleDataCenters();
        Predicate<ImportSnapshot> wanted = each -> visible.isEmpty()
                || visible.get().contains(each.target().dataCenter().id());
        return subscriber -> {
            FeedSubscription subscription = subscribe(subscriber, wanted, each -> false);
            begin(subscription, () -> {
                List<ImportSnapshot> missed = since.map(this::missedSince).orElse(List.of());
                Set<UUID> ended = missed.stream().map(ImportSnapshot::id).collect(Collectors.toSet());
                // should this one be cut off too before all are told, all are told again
                Instant heard = since.orElseGet(clock::instant);
                return Stream.concat(
                                missed.stream(), board.active().stream().filter(each -> !ended.contains(each.id())))
                        .filter(wanted)
                        .map(each -> new FeedItem(each, heard));
            });
        };
    }

    /** The same list for all who were cut off in the same minute, as when an engine was restarted. */
    private List<ImportSnapshot> missedSince(Instant last) {
        return missed.get(
                last.truncatedTo(ChronoUnit.MINUTES), from -> history.endedSince(from.minus(OVERLAP), MOST_MISSED));
    }

    /** One import; complete when it has ended. */
    public Flow.Publisher<Optional<FeedItem>> one(UUID id) {
        return subscriber -> {
            FeedSubscription subscription =
                    subscribe(subscriber, each -> each.id().equals(id), each -> each.state()
                            .isFinal());
            begin(subscription, () -> Stream.of(new FeedItem(history.get(id), clock.instant())));
        };
    }

    private FeedSubscription subscribe(
            Flow.Subscriber<? super Optional<FeedItem>> subscriber,
            Predicate<ImportSnapshot> wanted,
            Predicate<ImportSnapshot> last) {
        FeedSubscription subscription = new FeedSubscription(subscriber, wanted, last, executor, subscriptions::remove);
        subscriptions.add(subscription);
        subscriber.onSubscribe(subscription);
        return subscription;
    }

    /** Looks up how imports are only now that changes are heard, so that no end can fall in between. */
    private void begin(FeedSubscription subscription, Supplier<Stream<FeedItem>> looked) {
        executor.execute(() -> {
            try {
                subscription.begin(looked.get().iterator());
            } catch (RuntimeException e) {
                LOG.warn("A stream of progress ends since imports cannot be looked up: {}", e.toString());
                subscription.fail(e);
            }
        });
    }

    /** One task hands changes to all who listen: one for each of hundreds would be thousands a second. */
    private void changed(ImportSnapshot each) {
        if (subscriptions.isEmpty()) {
            return;
        }
        FeedItem item = new FeedItem(each, clock.instant());
        boolean wanted = false;
        for (FeedSubscription listener : subscriptions) {
            wanted |= listener.offer(item);
        }
        if (wanted && due.compareAndSet(false, true)) {
            executor.execute(() -> {
                due.set(false);
                subscriptions.forEach(ImportFeed::emit);
            });
        }
    }

    /** A listener that throws does not keep the others from hearing. */
    private static void emit(FeedSubscription listener) {
        try {
            listener.emitNow();
        } catch (RuntimeException e) {
            LOG.warn("A listener of progress could not be told, and is not told any more", e);
            listener.cancel();
        }
    }

    @PreDestroy
    void end() {
        board.forget(listening);
        beating.cancel(false);
        timer.shutdownNow();
    }
}
