package org.ovirt.v2v.engine.imports.feed;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ovirt.v2v.engine.imports.ImportSnapshot;

/**
 * One listener of an {@link ImportFeed}. What it has not fetched yet is kept once for each import, the latest state only: a slow
 * listener gets fewer, never older ones, and holds up nobody.
 */
final class FeedSubscription implements Flow.Subscription, Consumer<ImportSnapshot> {
    private final Flow.Subscriber<? super Optional<FeedItem>> subscriber;
    private final Predicate<ImportSnapshot> wanted;
    private final Predicate<ImportSnapshot> last;
    private final Executor executor;
    private final Clock clock;
    private final Consumer<FeedSubscription> onEnd;
    private final Map<UUID, FeedItem> pending = new LinkedHashMap<>();
    private final Set<UUID> heard = new HashSet<>();
    private boolean begun;
    private boolean heartBeat;
    private boolean emitting;
    private boolean ended;
    private long requested;

    /**
     * A listener that nothing has been offered to yet.
     *
     * @param last after which state the feed is complete
     */
    FeedSubscription(
            Flow.Subscriber<? super Optional<FeedItem>> subscriber,
            Predicate<ImportSnapshot> wanted,
            Predicate<ImportSnapshot> last,
            Executor executor,
            Clock clock,
            Consumer<FeedSubscription> onEnd) {
        this.clock = clock;
        this.subscriber = subscriber;
        this.wanted = wanted;
        this.last = last;
        this.executor = executor;
        this.onEnd = onEnd;
    }

    @Override
    public void accept(ImportSnapshot changed) {
        if (wanted.test(changed)) {
            synchronized (this) {
                if (!begun) {
                    heard.add(changed.id());
                }
                pending.remove(changed.id());
                pending.put(changed.id(), new FeedItem(changed, clock.instant()));
            }
            emitSoon();
        }
    }

    /** How imports were when they were looked up, after which some may have been heard of already: what was heard is newer. */
    void begin(Collection<FeedItem> looked) {
        synchronized (this) {
            Map<UUID, FeedItem> newer = new LinkedHashMap<>(pending);
            pending.clear();
            looked.stream()
                    .filter(each -> !heard.contains(each.subject().id()))
                    .forEach(each -> pending.put(each.subject().id(), each));
            pending.putAll(newer);
            heard.clear();
            begun = true;
        }
        emitSoon();
    }

    /** What is followed cannot be looked up. */
    void fail(RuntimeException reason) {
        cancel();
        subscriber.onError(reason);
    }

    /** Shows that the connection lives, unless there is something to say anyway. */
    void beat() {
        synchronized (this) {
            heartBeat = pending.isEmpty();
        }
        emitSoon();
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            requested += count;
        }
        emitSoon();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            ended = true;
            pending.clear();
        }
        onEnd.accept(this);
    }

    private void emitSoon() {
        synchronized (this) {
            if (emitting || ended) {
                return;
            }
            emitting = true;
        }
        executor.execute(this::emit);
    }

    private void emit() {
        for (Optional<Optional<FeedItem>> next = next(); next.isPresent(); next = next()) {
            Optional<FeedItem> item = next.get();
            subscriber.onNext(item);
            if (item.map(FeedItem::subject).filter(last).isPresent()) {
                cancel();
                subscriber.onComplete();
            }
        }
    }

    /** What to hand out now: an import, or nothing as a heart-beat. Empty if there is nothing to do. */
    private synchronized Optional<Optional<FeedItem>> next() {
        boolean idle = ended || requested == 0 || (pending.isEmpty() && !heartBeat);
        if (idle) {
            emitting = false;
            return Optional.empty();
        }
        requested--;
        heartBeat = false;
        Iterator<FeedItem> first = pending.values().iterator();
        if (!first.hasNext()) {
            return Optional.of(Optional.empty());
        }
        FeedItem item = first.next();
        first.remove();
        return Optional.of(Optional.of(item));
    }
}
