package org.ovirt.v2v.engine.imports.feed;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
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
import org.ovirt.v2v.engine.DaemonThreads;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportHistory;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;

/** Streams of imports: first how they are, then every change; in between empty items as heart-beats. */
@ApplicationScoped
public class ImportFeed {
    private final ImportBoard board;
    private final ImportHistory history;
    private final ExecutorService executor;
    private final Set<FeedSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = DaemonThreads.timer("progress-heart-beat");
    private final ScheduledFuture<?> beating;

    public ImportFeed(ImportBoard board, ImportHistory history, ImportSettings settings, ExecutorService executor) {
        this.board = board;
        this.history = history;
        this.executor = executor;
        long period = settings.progressHeartBeat().toMillis();
        this.beating = timer.scheduleAtFixedRate(
                () -> subscriptions.forEach(FeedSubscription::beat), period, period, TimeUnit.MILLISECONDS);
    }

    /** All imports: those that are active now, then every change; never complete. */
    public Flow.Publisher<Optional<ImportSnapshot>> all() {
        return subscriber -> {
            FeedSubscription subscription = subscribe(subscriber, each -> true, each -> false);
            subscription.begin(board.active());
        };
    }

    /** One import; complete when it has ended. */
    public Flow.Publisher<Optional<ImportSnapshot>> one(UUID id) {
        return subscriber -> {
            FeedSubscription subscription =
                    subscribe(subscriber, each -> each.id().equals(id), each -> each.state()
                            .isFinal());
            // looked up only now that changes are heard, so that its end cannot fall in between
            executor.execute(() -> subscription.begin(List.of(history.get(id))));
        };
    }

    private FeedSubscription subscribe(
            Flow.Subscriber<? super Optional<ImportSnapshot>> subscriber,
            Predicate<ImportSnapshot> wanted,
            Predicate<ImportSnapshot> last) {
        FeedSubscription subscription = new FeedSubscription(subscriber, wanted, last, executor, this::forget);
        subscriptions.add(subscription);
        subscriber.onSubscribe(subscription);
        board.listen(subscription);
        return subscription;
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
