package org.ovirt.v2v.engine.imports.feed;

import java.util.Collections;
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
final class FeedSubscription implements Flow.Subscription {
    /** So many at most hold up the thread that a listener asks on, which serves others too. */
    private static final int ON_THREAD_OF_LISTENER = 32;

    private final Flow.Subscriber<? super Optional<FeedItem>> subscriber;
    private final Predicate<ImportSnapshot> wanted;
    private final Predicate<ImportSnapshot> last;
    private final Executor executor;
    private final Consumer<FeedSubscription> onEnd;
    private final Map<UUID, FeedItem> pending = new LinkedHashMap<>();

    /** Imports that have changed while those that were looked up are handed out: what was heard is newer. */
    private final Set<UUID> heard = new HashSet<>();

    private Iterator<FeedItem> looked = Collections.emptyIterator();
    private Optional<RuntimeException> failure = Optional.empty();
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
            Consumer<FeedSubscription> onEnd) {
        this.subscriber = subscriber;
        this.wanted = wanted;
        this.last = last;
        this.executor = executor;
        this.onEnd = onEnd;
    }

    /** Keeps a change for {@link #emitNow} if it is wanted here, which is the answer. */
    boolean offer(FeedItem changed) {
        boolean isWanted = wanted.test(changed.subject());
        if (isWanted) {
            keep(changed.subject().id(), changed);
        }
        return isWanted;
    }

    private synchronized void keep(UUID id, FeedItem changed) {
        if (!begun || looked.hasNext()) {
            heard.add(id);
        }
        pending.remove(id);
        pending.put(id, changed);
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
     */
    void begin(Iterator<FeedItem> found) {
        synchronized (this) {
            looked = found;
            begun = true;
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

    /** Shows that the connection lives, unless there is something to say anyway. */
    void beat() {
        synchronized (this) {
            heartBeat = !hasItems();
        }
        emitSoon();
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            requested += count;
        }
        // whoever listens asks for one after the other: a change of threads for each would take longer than to hand it
        // out
        if (mayEmit() && !emit(ON_THREAD_OF_LISTENER)) {
            executor.execute(this::emitAll);
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            ended = true;
            pending.clear();
            looked = Collections.emptyIterator();
        }
        onEnd.accept(this);
    }

    private void emitSoon() {
        if (mayEmit()) {
            executor.execute(this::emitAll);
        }
    }

    private synchronized boolean mayEmit() {
        boolean may = !emitting && !ended;
        emitting |= may;
        return may;
    }

    private void emitAll() {
        emit(Integer.MAX_VALUE);
    }

    /** Hands out so many at most; whether there is nothing left to do. Whoever gets false has to go on. */
    private boolean emit(int most) {
        for (int count = 0; count < most; count++) {
            Optional<Runnable> next = next();
            if (next.isEmpty()) {
                return true;
            }
            next.get().run();
        }
        return false;
    }

    /** What to do now; empty if there is nothing to do. */
    private synchronized Optional<Runnable> next() {
        if (failure.isPresent() && !ended) {
            ended = true;
            return Optional.of(this::handOutFailure);
        }
        boolean idle = ended || requested == 0 || !(hasItems() || heartBeat);
        if (idle) {
            emitting = false;
            return Optional.empty();
        }
        requested--;
        heartBeat = false;
        Optional<FeedItem> item = take();
        return Optional.of(() -> handOut(item));
    }

    private boolean hasItems() {
        return begun && (looked.hasNext() || !pending.isEmpty());
    }

    private Optional<FeedItem> take() {
        if (!begun) {
            return Optional.empty();
        }
        while (looked.hasNext()) {
            FeedItem item = looked.next();
            if (!heard.contains(item.subject().id())) {
                return Optional.of(item);
            }
        }
        heard.clear();
        Iterator<FeedItem> first = pending.values().iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        FeedItem item = first.next();
        first.remove();
        return Optional.of(item);
    }

    /** An import, or nothing as a heart-beat. */
    private void handOut(Optional<FeedItem> item) {
        subscriber.onNext(item);
        if (item.map(FeedItem::subject).filter(last).isPresent()) {
            cancel();
            subscriber.onComplete();
        }
    }

    private void handOutFailure() {
        onEnd.accept(this);
        subscriber.onError(failure.orElseThrow());
    }
}
