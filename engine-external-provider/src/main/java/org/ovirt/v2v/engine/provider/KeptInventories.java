package org.ovirt.v2v.engine.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.Answers;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.model.source.ExternalVm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists of machines, each got once for all who ask for it at the same time, and kept for a while. Only what was got is kept: a
 * failure reaches all who wait, and nobody else.
 */
final class KeptInventories {
    private static final Logger LOG = LoggerFactory.getLogger(KeptInventories.class);

    private final Duration fresh;
    private final Duration maxAge;
    private final InstantSource clock;
    private final Executor background;
    private final Cache<Key, Kept> kept;
    private final ConcurrentMap<Key, CompletableFuture<Inventory>> running = new ConcurrentHashMap<>();

    /**
     * Whose machines.
     *
     * @param version of the provider: what was listed before a change, by whichever engine, is not shown after it
     */
    record Key(UUID provider, int version) {}

    /**
     * An inventory in the cache.
     *
     * @param renewed when a newer one was last begun to be got: one that fails is not tried again at once
     */
    private record Kept(Inventory inventory, AtomicReference<Instant> renewed) {
        Kept(Inventory inventory) {
            this(inventory, new AtomicReference<>(inventory.asOf()));
        }
    }

    /**
     * Keeps nothing yet.
     *
     * @param fresh how old a list may be before it is replaced in the background
     * @param maxAge how old a list may be to be shown
     * @param maxMachines how many are kept in all
     * @param background gets newer lists that nobody waits for
     */
    KeptInventories(Duration fresh, Duration maxAge, int maxMachines, InstantSource clock, Executor background) {
        this.fresh = fresh;
        this.maxAge = maxAge;
        this.clock = clock;
        this.background = background;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(maxMachines)
                .<Key, Kept>weigher(
                        (key, entry) -> Math.max(1, entry.inventory().machines().size()))
                .expireAfterWrite(maxAge)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    /**
     * The kept list, if there is one that is not too old; otherwise a new one, for which the caller waits. A kept list that is not
     * fresh is replaced in the background.
     *
     * @param anew waits for a new list even if one is kept; one that is being got already will do
     * @param listing asks the source
     */
    Inventory get(Key key, boolean anew, Supplier<List<ExternalVm>> listing) {
        Optional<Kept> found = anew ? Optional.empty() : usable(key);
        if (found.isEmpty()) {
            return wait(key, anew, listing);
        }
        renewIfStale(key, found.get(), listing);
        return found.get().inventory();
    }

    /** Keeps nothing of this provider any more, nor what is being got of it now. */
    void forget(UUID provider) {
        running.keySet().removeIf(key -> key.provider().equals(provider));
        kept.asMap().keySet().removeIf(key -> key.provider().equals(provider));
    }

    /** How many machines are kept now. */
    long machines() {
        kept.cleanUp();
        return kept.asMap().values().stream()
                .mapToLong(entry -> entry.inventory().machines().size())
                .sum();
    }

    private Optional<Kept> usable(Key key) {
        return Optional.ofNullable(kept.getIfPresent(key))
                .filter(entry -> isWithin(maxAge, entry.inventory().asOf()));
    }

    private boolean isWithin(Duration age, Instant instant) {
        return Recency.isWithin(instant, age, clock.instant());
    }

    private Inventory wait(Key key, boolean anew, Supplier<List<ExternalVm>> listing) {
        CompletableFuture<Inventory> mine = new CompletableFuture<>();
        CompletableFuture<Inventory> theirs = running.putIfAbsent(key, mine);
        if (theirs != null) {
            return Answers.of(theirs);
        }
        // another caller's list may have come in since this one looked
        Optional<Kept> found = anew ? Optional.empty() : usable(key);
        if (found.isPresent()) {
            running.remove(key, mine);
            mine.complete(found.get().inventory());
        } else {
            run(key, mine, listing);
        }
        return Answers.of(mine);
    }

    private void renewIfStale(Key key, Kept entry, Supplier<List<ExternalVm>> listing) {
        Instant renewed = entry.renewed().get();
        if (isWithin(fresh, renewed) || !entry.renewed().compareAndSet(renewed, clock.instant())) {
            return;
        }
        CompletableFuture<Inventory> mine = new CompletableFuture<>();
        if (running.putIfAbsent(key, mine) != null) {
            return;
        }
        try {
            background.execute(() -> run(key, mine, listing));
        } catch (RejectedExecutionException e) {
            fail(key, mine, e);
        }
    }

    private void run(Key key, CompletableFuture<Inventory> mine, Supplier<List<ExternalVm>> listing) {
        Instant asOf = clock.instant();
        try {
            Inventory inventory = new Inventory(CompactMachines.of(listing.get()), asOf);
            if (running.get(key) == mine) {
                kept.put(key, new Kept(inventory));
            }
            running.remove(key, mine);
            mine.complete(inventory);
        } catch (RuntimeException | Error e) {
            fail(key, mine, e);
        }
    }

    private void fail(Key key, CompletableFuture<Inventory> mine, Throwable failure) {
        LOG.info("The machines of provider {} cannot be listed: {}", key.provider(), failure.getMessage());
        running.remove(key, mine);
        mine.completeExceptionally(failure);
    }
}
