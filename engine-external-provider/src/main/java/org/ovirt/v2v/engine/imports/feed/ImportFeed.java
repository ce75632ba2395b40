package org.ovirt.v2v.engine.imports.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.DaemonThreads;
import org.ovirt.v2v.engine.HandOver;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams of imports: first how they are, then every change of state, and progress as often as {@link FeedPace} lets it; in between
 * empty batches as heart-beats.
 */
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

    /** As many threads as processors: handing out only computes, and more would wait for one another. */
    private final ExecutorService handingOut;

    private final Clock clock;
    private final Consumer<ImportSnapshot> listening = this::changed;

    /** What is to be told; its lock guards the pace and what is scheduled too. */
    private final FeedNews news = new FeedNews();

    private final FeedPace pace = new FeedPace();
    private boolean changesDue;
    private boolean progressDue;

    private final AtomicLong ends = new AtomicLong();

    /** What ended lately; for a moment. */
    private final Cache<Missed, List<ImportSnapshot>> missed = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(2))
            .maximumSize(4)
            .build();

    private final Set<FeedSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final PeriodicTasks timer;

    /**
     * What is asked for.
     *
     * @param minute since when
     * @param ends how many imports had ended by then: what ends after a list was read is told only to those who listened already
     */
    private record Missed(Instant minute, long ends) {}

    @Inject
    public ImportFeed(
            ImportBoard board,
            ImportHistory history,
            ImportSettings settings,
            ExecutorService executor,
            Clock clock,
            CurrentAccess access) {
        this(
                board,
                history,
                settings,
                executor,
                DaemonThreads.pool("progress-out", Runtime.getRuntime().availableProcessors()),
                clock,
                access,
                new PeriodicTasks("progress"));
    }

    ImportFeed(
            ImportBoard board,
            ImportHistory history,
            ImportSettings settings,
            ExecutorService executor,
            ExecutorService handingOut,
            Clock clock,
            CurrentAccess access,
            PeriodicTasks timer) {
        this.handingOut = handingOut;
        this.access = access;
        this.clock = clock;
        this.timer = timer;
        this.board = board;
        this.history = history;
        this.executor = executor;
        board.listen(listening);
        timer.every(settings.progressHeartBeat(), this::beat);
    }

    /**
     * All imports: those that are active now, then every change; never complete.
     *
     * @param since when somebody who followed before has last heard: those that have ended since then are told too, of very many
     *     the latest; some perhaps that were told before
     */
    public Flow.Publisher<FeedBatch> all(Optional<Instant> since) {
        // asked here: what follows happens in other threads
        Optional<Predicate<ImportSnapshot>> wanted = access.visibleDataCenters()
                .map(visible ->
                        each -> visible.contains(each.target().dataCenter().id()));
        return subscriber -> {
            FeedSubscription subscription = subscribe(subscriber, wanted, FeedSubscription.Length.ENDLESS);
            // should this one be cut off too before all are told, all are told again
            Instant heard = since.orElseGet(clock::instant);
            begin(subscription, heard, () -> {
                List<ImportSnapshot> missed = since.map(this::missedSince).orElse(List.of());
                Set<UUID> ended = missed.stream().map(ImportSnapshot::id).collect(Collectors.toSet());
                return Stream.concat(
                                missed.stream(), board.active().stream().filter(each -> !ended.contains(each.id())))
                        .filter(wanted.orElse(each -> true))
                        .map(each -> new FeedItem(each, heard));
            });
        };
    }

    /** The same list for all who were cut off in the same minute, as when an engine was restarted. */
    private List<ImportSnapshot> missedSince(Instant last) {
        return missed.get(
                new Missed(last.truncatedTo(ChronoUnit.MINUTES), ends.get()),
                asked -> history.endedSince(asked.minute().minus(OVERLAP), MOST_MISSED));
    }

    /** One import; complete when it has ended. */
    public Flow.Publisher<FeedBatch> one(UUID id) {
        return subscriber -> {
            FeedSubscription subscription = subscribe(
                    subscriber, Optional.of(each -> each.id().equals(id)), FeedSubscription.Length.ONE_IMPORT);
            Instant heard = clock.instant();
            begin(subscription, heard, () -> Stream.of(new FeedItem(history.get(id), heard)));
        };
    }

    private FeedSubscription subscribe(
            Flow.Subscriber<? super FeedBatch> subscriber,
            Optional<Predicate<ImportSnapshot>> wanted,
            FeedSubscription.Length length) {
        FeedSubscription subscription =
                new FeedSubscription(subscriber, wanted, length, handingOut, subscriptions::remove);
        synchronized (news) {
            // what has changed before is for the others: here it may be older than what is looked up
            offer(Integer.MAX_VALUE);
            subscriptions.add(subscription);
        }
        subscriber.onSubscribe(subscription);
        return subscription;
    }

    /** Looks up how imports are only now that changes are heard, so that no end can fall in between. */
    private void begin(FeedSubscription subscription, Instant heard, Supplier<Stream<FeedItem>> looked) {
        Runnable task = () -> {
            try {
                subscription.begin(looked.get().iterator(), heard);
            } catch (RuntimeException e) {
                LOG.warn("A stream of progress ends since imports cannot be looked up: {}", e.toString());
                subscription.fail(e);
            }
        };
        HandOver.to(executor, task, subscription::cancel);
    }

    /** The same sign for all. One who has got all that was offered still lacks the changes that wait for their turn. */
    private void beat() {
        Optional<Instant> heard;
        synchronized (news) {
            heard = news.hasChanges() ? Optional.empty() : Optional.of(clock.instant());
        }
        FeedBatch sign = FeedBatch.heartBeat(heard);
        subscriptions.forEach(each -> each.beat(sign));
        synchronized (news) {
            // what no thread was free for
            schedule(clock.instant());
        }
    }

    private void changed(ImportSnapshot each) {
        if (each.state().isFinal()) {
            ends.incrementAndGet();
        }
        synchronized (news) {
            if (subscriptions.isEmpty()) {
                news.clear();
                return;
            }
            Instant now = clock.instant();
            news.add(new FeedItem(each, now));
            schedule(now);
        }
    }

    private void schedule(Instant now) {
        if (news.hasChanges() && !changesDue) {
            changesDue = true;
            tell(pace.untilChanges(now), false);
        }
        if (news.hasProgress() && !progressDue) {
            progressDue = true;
            tell(pace.untilProgress(now), true);
        }
    }

    /** One task hands changes to all who listen: one for each of hundreds would be thousands a second. */
    private void tell(Duration delay, boolean withProgress) {
        Runnable task = () -> {
            synchronized (news) {
                notDue(withProgress);
                offer(withProgress ? FeedBatch.LARGEST : 0);
                schedule(clock.instant());
            }
            subscriptions.forEach(FeedSubscription::emitNow);
        };
        Runnable handOver = () -> HandOver.to(executor, task, () -> notDue(withProgress));
        if (delay.isZero()) {
            handOver.run();
        } else {
            timer.after(delay, handOver);
        }
    }

    private void notDue(boolean withProgress) {
        synchronized (news) {
            changesDue &= withProgress;
            progressDue &= !withProgress;
        }
    }

    /** Tells all changes, and the progress of at most so many imports: more at once would keep everybody else waiting. */
    private void offer(int mostProgress) {
        List<FeedItem> changes = news.takeChanges();
        List<FeedItem> progress = news.takeProgress(mostProgress);
        if (changes.isEmpty() && progress.isEmpty()) {
            return;
        }
        pace.told(clock.instant(), subscriptions.size(), progress.size());
        FeedBatch.of(Stream.concat(changes.stream(), progress.stream()).toList())
                .forEach(batch -> subscriptions.forEach(listener -> listener.offer(batch)));
    }

    @PreDestroy
    void end() {
        board.forget(listening);
        timer.end();
        handingOut.shutdown();
    }
}
