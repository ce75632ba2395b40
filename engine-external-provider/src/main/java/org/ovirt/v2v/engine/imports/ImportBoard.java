package org.ovirt.v2v.engine.imports;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the active imports are right now, and who wants to hear of every change. A cache of the database, but for progress, which is
 * fresher than what is stored. What is stored comes from this engine and from others, in any order: its version tells what is news.
 */
@ApplicationScoped
public class ImportBoard {
    private static final int LOCKS = 64;

    private final ConcurrentMap<UUID, ImportSnapshot> active = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, UUID> byJob = new ConcurrentHashMap<>();

    /** At least those of which a host may have a job: many times a second they are looked for among thousands that wait. */
    private final Set<UUID> onHosts = ConcurrentHashMap.newKeySet();

    private final SharedParts shared = new SharedParts();
    private final AtomicLong moves = new AtomicLong();

    private final AtomicLong queueChanges = new AtomicLong();

    /** How often an import has come or gone. */
    private final AtomicLong comings = new AtomicLong();

    /** Who looks at the queue wants thousands many times a second, and few of them come or go meanwhile. */
    private volatile Order oldestFirst = new Order(-1, List.of());

    private final Set<Consumer<ImportSnapshot>> listeners = new CopyOnWriteArraySet<>();

    /** So that changes of one import are told in their order, after they can be seen. */
    private final List<Object> order = Stream.generate(Object::new).limit(LOCKS).toList();

    /** Versions of imports that have ended, for as long as an older state of them may still come in. */
    private final Cache<UUID, Integer> ended = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(5))
            .maximumSize(100_000)
            .build();

    /** Which imports there were, the oldest first, when so many had come or gone. */
    private record Order(long comings, List<UUID> imports) {}

    /**
     * Shows a stored state; progress that was shown before and not stored is not taken back during one attempt.
     *
     * @return whether that was news
     */
    boolean show(ImportSnapshot stored) {
        UUID id = stored.id();
        synchronized (order(id)) {
            ImportSnapshot known = active.get(id);
            boolean old = (known != null && known.version() >= stored.version())
                    || Optional.ofNullable(ended.getIfPresent(id))
                            .filter(last -> last >= stored.version())
                            .isPresent();
            if (old) {
                return false;
            }
            boolean end = stored.state().isFinal();
            if (known != null && (end || !known.jobId().equals(stored.jobId()))) {
                byJob.remove(known.jobId());
            }
            if (end) {
                ended.put(id, stored.version());
                forget(id);
                comings.incrementAndGet();
                countMove(known, stored);
                queueChanges.incrementAndGet();
                tell(stored);
            } else {
                ImportSnapshot latest = shared.in(latest(known, stored));
                put(latest);
                byJob.put(latest.jobId(), id);
                if (known == null) {
                    comings.incrementAndGet();
                }
                countMove(known, stored);
                if (known == null || isQueued(known) || isQueued(stored)) {
                    queueChanges.incrementAndGet();
                }
                tell(latest);
            }
            return true;
        }
    }

    private static ImportSnapshot latest(ImportSnapshot known, ImportSnapshot stored) {
        boolean sameAttempt = known != null && known.jobId().equals(stored.jobId());
        return sameAttempt ? stored.with(stored.progress().notBehind(known.progress())) : stored;
    }

    /** Shows progress of the import whose current attempt has this job. It is not stored; a change of state is stored first. */
    void progress(UUID job, ImportProgress progress) {
        UUID id = byJob.get(job);
        if (id == null) {
            return;
        }
        synchronized (order(id)) {
            findByJob(job).map(known -> known.with(progress)).ifPresent(latest -> {
                active.put(id, latest);
                if (isQueued(latest)) {
                    queueChanges.incrementAndGet();
                }
                tell(latest);
            });
        }
    }

    /** Only after the change can be seen: who has read the number before counts again. */
    private void countMove(ImportSnapshot known, ImportSnapshot stored) {
        if (hasMoved(known, stored)) {
            moves.incrementAndGet();
        }
    }

    /** Whether the place of an import in the queue, and so that of others, may be another one now. */
    private static boolean hasMoved(ImportSnapshot known, ImportSnapshot stored) {
        boolean was = known != null && isQueued(known);
        boolean is = isQueued(stored);
        return was != is
                || (is
                        && !(known.queue().equals(stored.queue())
                                && Objects.equals(
                                        known.times().notBefore(),
                                        stored.times().notBefore())));
    }

    private static boolean isQueued(ImportSnapshot each) {
        return each.state() == ImportState.QUEUED;
    }

    /** The newest version that was shown; empty if none was, or if the import has ended long ago. */
    Optional<Integer> version(UUID id) {
        // in this order: one that ends is among those that have ended before it ceases to be active
        return find(id).map(ImportSnapshot::version).or(() -> Optional.ofNullable(ended.getIfPresent(id)));
    }

    /**
     * Shows an import as it is stored, although a newer state of it was shown: the database has lost that one.
     *
     * @param lost the version of the newer state; if another one is shown by now, nothing is done
     */
    void takeBack(ImportSnapshot stored, int lost) {
        UUID id = stored.id();
        synchronized (order(id)) {
            if (version(id).equals(Optional.of(lost))) {
                remove(id);
                ended.invalidate(id);
                show(stored);
            }
        }
    }

    /** Forgets an import that is not in the database. */
    void remove(UUID id) {
        synchronized (order(id)) {
            forget(id).ifPresent(known -> byJob.remove(known.jobId()));
            comings.incrementAndGet();
            moves.incrementAndGet();
            queueChanges.incrementAndGet();
        }
    }

    public Optional<ImportSnapshot> find(UUID id) {
        return Optional.ofNullable(active.get(id));
    }

    /** The one whose current attempt has this job on its proxy host. */
    public Optional<ImportSnapshot> findByJob(UUID job) {
        return Optional.ofNullable(byJob.get(job)).flatMap(this::find).filter(each -> each.jobId()
                .equals(job));
    }

    /** Oldest first. */
    public List<ImportSnapshot> active() {
        return oldestFirst().stream()
                .map(active::get)
                .filter(Objects::nonNull) // it has ended just now
                .toList();
    }

    private List<UUID> oldestFirst() {
        long now = comings.get();
        Order known = oldestFirst;
        if (known.comings() != now) {
            // counted after a change can be seen: one that comes meanwhile has this sorted again
            known = new Order(
                    now,
                    active.values().stream()
                            .sorted(Comparator.comparing((ImportSnapshot each) ->
                                            each.times().createdAt())
                                    .thenComparing(ImportSnapshot::id))
                            .map(ImportSnapshot::id)
                            .toList());
            oldestFirst = known;
        }
        return known.imports();
    }

    /** Those that a proxy host has, or may have, a job of; in no order. */
    public Stream<ImportSnapshot> onHosts() {
        return onHosts.stream().map(active::get).filter(Objects::nonNull).filter(ImportSnapshot::isOnHost);
    }

    /** In this order, so that nobody misses one that is on a host. */
    private void put(ImportSnapshot latest) {
        if (latest.isOnHost()) {
            onHosts.add(latest.id());
        }
        active.put(latest.id(), latest);
        if (!latest.isOnHost()) {
            onHosts.remove(latest.id());
        }
    }

    private Optional<ImportSnapshot> forget(UUID id) {
        Optional<ImportSnapshot> known = Optional.ofNullable(active.remove(id));
        onHosts.remove(id);
        return known;
    }

    /** A number that is another one after imports have begun or ceased to wait, or have another place in the queue. */
    public long moves() {
        return moves.get();
    }

    /** A number that is another one after anything of an import that waits has changed, or what its owner has under way. */
    public long queueChanges() {
        return queueChanges.get();
    }

    /** The version of each active import. */
    public Map<UUID, Integer> versions() {
        return active.values().stream().collect(Collectors.toMap(ImportSnapshot::id, ImportSnapshot::version));
    }

    /**
     * The listener hears of the changes of an import in their order. It is called on the thread that makes the change: it must return
     * at once.
     */
    public void listen(Consumer<ImportSnapshot> listener) {
        listeners.add(listener);
    }

    public void forget(Consumer<ImportSnapshot> listener) {
        listeners.remove(listener);
    }

    private Object order(UUID id) {
        return order.get(Math.floorMod(id.hashCode(), LOCKS));
    }

    private void tell(ImportSnapshot snapshot) {
        listeners.forEach(listener -> listener.accept(snapshot));
    }
}
