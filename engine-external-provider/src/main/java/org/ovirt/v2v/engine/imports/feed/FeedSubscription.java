package org.ovirt.v2v.engine.imports.feed;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ovirt.v2v.engine.HandOver;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener of an {@link ImportFeed}. What it has not fetched yet waits as it is handed to all; if that becomes too much, it is
 * kept once for each import, the latest state only: a slow listener gets fewer, never older ones, and holds up nobody.
 */
final class FeedSubscription implements Flow.Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSubscription.class);

    /** So many items that are handed to all wait here; whoever has not fetched more is slow. */
    private static final int MOST_WAITING = 2_000;

    private final Flow.Subscriber<? super FeedBatch> subscriber;
    private final Optional<Predicate<ImportSnapshot>> wanted;
    private final Length length;
    private final Executor executor;
    private final Consumer<FeedSubscription> onEnd;
    private final Deque<FeedBatch> waiting = new ArrayDeque<>();
    private int waitingItems;

    /** What was too much to wait, or is not for all; older than what waits. */
    private final Map<UUID, FeedItem> latest = new LinkedHashMap<>();

    /** Imports that have changed while those that were looked up are handed out: what was heard is newer. */
    private final Set<UUID> heard = new HashSet<>();

    private Iterator<FeedItem> looked = Collections.emptyIterator();
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean begun;
    /** What shows that the connection lives, while it is due. */
    private Optional<FeedBatch> heartBeat = Optional.empty();

    private boolean emitting;
    private boolean ended;
    private long requested;

    /** When a feed is complete. */
    enum Length {
        ENDLESS,
        /** After the end of the import that is followed. */
        ONE_IMPORT
    }

    /**
     * A listener that nothing has been offered to yet.
     *
     * @param wanted what is told of; empty for all
     */
    FeedSubscription(
            Flow.Subscriber<? super FeedBatch> subscriber,
            Optional<Predicate<ImportSnapshot>> wanted,
            Length length,
            Executor executor,
            Consumer<FeedSubscription> onEnd) {
        this.subscriber = subscriber;
        this.wanted = wanted;
        this.length = length;
        this.executor = executor;
        this.onEnd = onEnd;
    }

    /** Keeps what has changed for {@link #emitNow}, if it is wanted here. */
    synchronized void offer(FeedBatch changed) {
        if (ended) {
            return;
        }
        if (wanted.isPresent()) {
            changed.items().stream()
                    .filter(each -> wanted.get().test(each.subject()))
                    .forEach(this::keepLatest);
            return;
        }
        if (!begun || looked.hasNext()) {
            changed.items().forEach(each -> heard.add(each.subject().id()));
        }
        waiting.add(changed);
        waitingItems += changed.items().size();
        if (!latest.isEmpty() || waitingItems > MOST_WAITING) {
            waiting.forEach(batch -> batch.items().forEach(this::keepLatest));
            waiting.clear();
            waitingItems = 0;
        }
    }

    private void keepLatest(FeedItem item) {
        UUID id = item.subject().id();
        if (!begun || looked.hasNext()) {
            heard.add(id);
        }
        latest.remove(id);
        latest.put(id, item);
    }

    /** Hands out what is kept, on the caller's thread, unless another one does already. */
    void emitNow() {
        if (mayEmit()) {
            emitAll();
        }
    }

    /**
     * How imports were when they were looked up. Before that nothing is handed out, since whoever gets an item counts on having got
     * all before it.
     *
     * @param heard what there is to go on from for whoever is cut off before the first item: it is told at once if there is none
     */
    void begin(Iterator<FeedItem> found, Instant heard) {
        synchronized (this) {
            looked = found;
            begun = true;
            heartBeat = hasItems() ? Optional.empty() : Optional.of(FeedBatch.heartBeat(Optional.of(heard)));
        }
        emitSoon();
    }

    /** What is followed cannot be looked up. */
    void fail(RuntimeException reason) {
        synchronized (this) {
            failure = Optional.of(reason);
        }
        emitSoon();
    }

    /**
     * Shows that the connection lives, unless there is something to say anyway.
     *
     * @param sign without items
     */
    void beat(FeedBatch sign) {
        synchronized (this) {
            heartBeat = hasItems() ? Optional.empty() : Optional.of(sign);
        }
        emitSoon();
    }

    /** Whoever asks has a thread that serves others too: another one hands out. */
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
            waiting.clear();
            latest.clear();
            heard.clear();
            looked = Collections.emptyIterator();
        }
        onEnd.accept(this);
    }

    private void emitSoon() {
        if (mayEmit()) {
            HandOver.to(executor, this::emitAll, this::emittedNothing);
        }
    }

    private synchronized void emittedNothing() {
        emitting = false;
    }

    private synchronized boolean mayEmit() {
        boolean may = !emitting && !ended && hasNext();
        emitting |= may;
        return may;
    }

    /** A listener that throws does not keep the others from hearing. */
    private void emitAll() {
        try {
            for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
                next.get().run();
            }
        } catch (RuntimeException e) {
            LOG.warn("A listener of progress could not be told, and is not told any more", e);
            cancel();
            subscriber.onError(e);
        }
    }

    /** What to do now; empty if there is nothing to do. */
    private synchronized Optional<Runnable> next() {
        if (ended || !hasNext()) {
            emitting = false;
            return Optional.empty();
        }
        if (failure.isPresent()) {
            ended = true;
            return Optional.of(this::handOutFailure);
        }
        FeedBatch batch = take();
        requested--;
        heartBeat = Optional.empty();
        return Optional.of(() -> handOut(batch));
    }

    private boolean hasNext() {
        return failure.isPresent() || (requested > 0 && (hasItems() || heartBeat.isPresent()));
    }

    private boolean hasItems() {
        return begun && (looked.hasNext() || !latest.isEmpty() || !waiting.isEmpty());
    }

    private FeedBatch take() {
        if (!begun) {
            return FeedBatch.HEART_BEAT;
        }
        List<FeedItem> items = new ArrayList<>();
        while (items.size() < FeedBatch.LARGEST && looked.hasNext()) {
            FeedItem item = looked.next();
            if (!heard.contains(item.subject().id())) {
                items.add(item);
            }
        }
        if (!items.isEmpty()) {
            return new FeedBatch(items);
        }
        heard.clear();
        Iterator<FeedItem> first = latest.values().iterator();
        while (items.size() < FeedBatch.LARGEST && first.hasNext()) {
            items.add(first.next());
            first.remove();
        }
        return items.isEmpty() ? takeWaiting() : new FeedBatch(items);
    }

    private FeedBatch takeWaiting() {
        FeedBatch next = waiting.poll();
        if (next == null) {
            return heartBeat.orElse(FeedBatch.HEART_BEAT);
        }
        waitingItems -= next.items().size();
        return next;
    }

    private void handOut(FeedBatch batch) {
        subscriber.onNext(batch);
        boolean over = length == Length.ONE_IMPORT
                && batch.items().stream()
                        .anyMatch(each -> each.subject().state().isFinal());
        if (over) {
            cancel();
            subscriber.onComplete();
        }
    }

    private void handOutFailure() {
        onEnd.accept(this);
        subscriber.onError(failure.orElseThrow());
    }
}
