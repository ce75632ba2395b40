package org.ovirt.v2v.engine.peers;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.MutationQuery;
import org.ovirt.v2v.engine.DaemonThreads;
import org.ovirt.v2v.engine.RepeatedFailures;
import org.ovirt.v2v.engine.config.DatabaseChoice;
import org.ovirt.v2v.engine.config.DatabaseSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only one engine may do at a time, by name. A lease is held as long as its engine's heart beats; all times are the
 * database's, so that the engines' clocks do not matter. An engine that cannot reach the database stops believing in its leases
 * before another one can take them.
 */
@ApplicationScoped
public class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /** For how long a lease is held, and an engine counts as alive, after the last heart-beat; as SQL has it. */
    public static final String HELD = "interval '15' second";

    /** For how long the engine itself believes in a lease, from before it asked for it. */
    private static final Duration BELIEVED = Duration.ofSeconds(12);

    private static final Duration BEAT = Duration.ofSeconds(3);

    /** Greater than any before, also if the lease was left and forgotten in between. */
    private static final String NEW_TERM = "cast(extract(epoch from current_timestamp) * 1000 as bigint)";

    private static final String ME = "me";
    private static final String NAME = "name";

    private final Session entities;
    private final UUID me;
    private final boolean alone;
    private final ConcurrentMap<String, Lease> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = DaemonThreads.timer("leases");
    private volatile int alive = 1;
    private volatile boolean beating = true;

    /** Whether a copy of this engine works on the database: this one holds nothing as long as it does. */
    private volatile boolean copied;

    private final RepeatedFailures failedBeats = new RepeatedFailures(LOG);

    /** By {@link System#nanoTime()}. */
    private volatile long lastBeat = System.nanoTime();

    /** As the database has it: another engine with this id would write another time. */
    private volatile OffsetDateTime startedAt;

    private volatile ScheduledFuture<?> beats;
    private final HeartBeat heart;
    private final EmbeddedStore store = new EmbeddedStore();

    /**
     * A lease of this engine.
     *
     * @param since by {@link System#nanoTime()}, before the database was asked
     */
    private record Lease(long term, long since) {
        boolean isBelieved() {
            return System.nanoTime() - since < BELIEVED.toNanos();
        }
    }

    public Leases(Session entities, EngineIdentity identity, DatabaseSettings database) {
        this.entities = entities;
        this.me = identity.id();
        this.heart = new HeartBeat(database, me);
        this.alone = !DatabaseChoice.isPostgresql(database.url());
    }

    /** Before anything asks for a lease. */
    void begin(@Observes @Priority(10) StartupEvent event) {
        QuarkusTransaction.requiringNew().run(this::register);
        beats = timer.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        beating = false;
        if (beats != null) {
            beats.cancel(false);
        }
        timer.shutdownNow();
        heart.end();
        held.clear();
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                // nothing of a copy of this engine, which has taken its place
                int registered = update("delete from engines where id = :me and started_at = :startedAt")
                        .setParameter("startedAt", startedAt)
                        .executeUpdate();
                if (registered > 0) {
                    update("delete from leases where engine_id = :me").executeUpdate();
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("What this engine did is left to others only in some seconds: {}", e.toString());
        }
    }

    /**
     * Takes a lease, unless another engine holds it; costs nothing if it is held already.
     *
     * @return its term, which is another one after another engine has held it
     */
    public synchronized OptionalLong take(String name) {
        OptionalLong believed = term(name);
        if (believed.isPresent() || !takesPart()) {
            return believed;
        }
        long before = System.nanoTime();
        Optional<Long> term = stored(name);
        if (term.isEmpty()) {
            held.remove(name);
            return OptionalLong.empty();
        }
        held.put(name, new Lease(term.get(), before));
        return OptionalLong.of(term.get());
    }

    private Optional<Long> stored(String name) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> takeStored(name));
        } catch (ConstraintViolationException e) {
            LOG.debug("Another engine was faster to take {}", name, e);
            return Optional.empty();
        }
    }

    /** Whether this engine holds the lease; answered without the database. */
    public boolean holds(String name) {
        return term(name).isPresent();
    }

    private OptionalLong term(String name) {
        Lease lease = held.get(name);
        return lease != null && (alone || lease.isBelieved()) ? OptionalLong.of(lease.term()) : OptionalLong.empty();
    }

    /** All that this engine holds. */
    public Set<String> held() {
        return held.keySet().stream().filter(this::holds).collect(toUnmodifiableSet());
    }

    /** All that other engines hold. */
    public Set<String> heldByOthers() {
        if (alone) {
            return Set.of();
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> Set.copyOf(entities.createNativeQuery(
                                "select name from leases where engine_id <> :me and held_until > current_timestamp",
                                String.class)
                        .setParameter(ME, me)
                        .getResultList()));
    }

    /** Leaves it to others at once. */
    public synchronized void release(String name) {
        // should the database not hear of it, the lease is not renewed any more
        if (held.remove(name) != null) {
            QuarkusTransaction.requiringNew()
                    .run(() -> update("delete from leases where name = :name and engine_id = :me")
                            .setParameter(NAME, name)
                            .executeUpdate());
        }
    }

    /**
     * Makes sure, until the caller's transaction has ended, that this engine and nobody else has held the lease since it was taken.
     *
     * @param term as {@link #take} said
     */
    public boolean fence(String name, long term) {
        boolean ours = !entities.createNativeQuery(
                        "select term from leases where name = :name and engine_id = :me and term = :term for update",
                        Long.class)
                .setParameter(NAME, name)
                .setParameter(ME, me)
                .setParameter("term", term)
                .getResultList()
                .isEmpty();
        if (!ours) {
            held.remove(name);
        }
        return ours;
    }

    /** Whether this engine starts imports and watches hosts; not while a copy of it does so. */
    boolean takesPart() {
        return beating && !copied;
    }

    /** Whether the database has answered a heart-beat in the time for which leases are believed in. */
    boolean hasBeatenLately() {
        return System.nanoTime() - lastBeat < BELIEVED.toNanos();
    }

    /** How many engines work on this database, this one included, at the last heart-beat. */
    public int engines() {
        return alive;
    }

    private void register() {
        if (alone) {
            // nobody else can have this database open
            update("delete from leases where engine_id <> :me").executeUpdate();
            update("delete from engines where id <> :me").executeUpdate();
        }
        update("delete from engines where id = :me").executeUpdate();
        update("insert into engines (id, generation, started_at, seen_at) select :me,"
                        + " max(cast(\"version\" as integer)), current_timestamp, current_timestamp"
                        + " from \"flyway_schema_history\" where \"success\" = true")
                .executeUpdate();
        startedAt = entities.createNativeQuery("select started_at from engines where id = :me", OffsetDateTime.class)
                .setParameter(ME, me)
                .getSingleResult();
        count();
    }

    private void beat() {
        Optional<? extends Exception> failure = tryToBeat();
        if (alone && beating && store.isLost(failure.isPresent() ? failure : tryThePool(), System.nanoTime())) {
            beating = false;
            LOG.error(
                    "The embedded database was closed, probably because the disk was full or broken: the engine ends, and is"
                            + " started again by systemd until the database can be written.");
            Quarkus.asyncExit(1);
        }
    }

    /** The connection of the heart-beat may be new, and well, while those of the requests are not. */
    private Optional<? extends Exception> tryThePool() {
        try {
            QuarkusTransaction.requiringNew().call(() -> entities.createNativeQuery("select 1", Integer.class)
                    .getSingleResult());
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.debug("The pool has no connection that works", e);
            return Optional.of(e);
        }
    }

    private synchronized Optional<Exception> tryToBeat() {
        try {
            long before = System.nanoTime();
            HeartBeat.Answer answer = heart.beat(startedAt, held.keySet());
            switch (answer.registered()) {
                case THIS -> renew(answer, before);
                case NOBODY -> registerAgain();
                case A_COPY -> giveWay();
            }
            lastBeat = before;
            failedBeats.end();
            return Optional.empty();
        } catch (SQLException | RuntimeException e) {
            failedBeats.add("The engine cannot tell the others that it is alive", e);
            return Optional.of(e);
        }
    }

    private void renew(HeartBeat.Answer answer, long before) {
        copied = false;
        alive = answer.engines();
        held.keySet().retainAll(answer.renewed().keySet());
        answer.renewed().forEach((name, term) -> held.put(name, new Lease(term, before)));
    }

    private void registerAgain() {
        held.clear();
        QuarkusTransaction.requiringNew().run(() -> {
            register();
            // others may have held them since the time of this database: new terms make this engine look at everything
            // anew
            update("delete from leases where engine_id = :me").executeUpdate();
        });
        copied = false;
        LOG.warn(
                "The database did not know this engine any more, as after its backup was restored: it is registered again");
    }

    private void giveWay() {
        held.clear();
        if (!copied) {
            copied = true;
            LOG.error(
                    "Another engine with the same id ({}) works on the database, a copy of this one: this one starts and"
                            + " watches nothing as long as it does. Stop one of them, delete engine.id in its v2v.home, and"
                            + " start it again.",
                    me);
        }
    }

    private void count() {
        alive = entities.createNativeQuery(
                        "select count(*) from engines where seen_at > current_timestamp - " + HELD, Long.class)
                .getSingleResult()
                .intValue();
    }

    private Optional<Long> takeStored(String name) {
        int taken = update("update leases set term = case when engine_id = :me then term else " + NEW_TERM + " end,"
                        + " engine_id = :me, held_until = current_timestamp + " + HELD
                        + " where name = :name and (engine_id = :me or held_until < current_timestamp)")
                .setParameter(NAME, name)
                .executeUpdate();
        if (taken == 0) {
            taken = update("insert into leases (name, engine_id, term, held_until) select :name, :me, " + NEW_TERM
                            + ", current_timestamp + " + HELD
                            + " where not exists (select 1 from leases where name = :name)")
                    .setParameter(NAME, name)
                    .executeUpdate();
        }
        return taken == 0
                ? Optional.empty()
                : Optional.of(entities.createNativeQuery("select term from leases where name = :name", Long.class)
                        .setParameter(NAME, name)
                        .getSingleResult());
    }

    private MutationQuery update(String sql) {
        return entities.createNativeMutationQuery(sql).setParameter(ME, me);
    }
}
