package org.ovirt.v2v.engine.imports.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.ovirt.v2v.engine.HandOver;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.engine.RepeatedFailures;
import org.ovirt.v2v.engine.audit.AuditType;
import org.ovirt.v2v.engine.host.HostReadiness;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.imports.ImportBeginning;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportBroadcast;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.RestingHosts;
import org.ovirt.v2v.engine.imports.WaitReason;
import org.ovirt.v2v.engine.peers.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when and where queued imports start: in the order of {@link QueueOrder}, within {@link ImportLimits}. Of several
 * engines one decides; every start is stored only if it still is the one. Whoever watches the host then tells it.
 */
@ApplicationScoped
public class ImportScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(ImportScheduler.class);
    private static final String ADMISSION = "admission";

    /** Of how many imports in a second it is stored what they wait for: of thousands it would take all the database's time. */
    private static final int TEXTS = 200;

    /** From the begin of a look at the queue to that of the next one: so many times as long as the last one took. */
    private static final int PAUSE_OF_LOOKS = 3;

    private static final long SHORTEST_PAUSE = Duration.ofMillis(10).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(100).toNanos();

    /** After so many a round ends: it is rather the database than the imports. */
    private static final int MOST_FAILURES = 3;

    private static final Duration PASSED_BY = Duration.ofSeconds(10);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final ImportBoard board;
    private final QueueOrder order;
    private final ImportBroadcast broadcast;
    private final ImportChanges changes;
    private final Leases leases;
    private final ImportBeginning beginning;
    private final ImportEnding ending;
    private final ProxyHostRepository hosts;
    private final HostReadiness readiness;
    private final RestingHosts resting;
    private final ImportSettings settings;
    private final QueuePause pause;
    private final AdmissionMetrics metrics;
    private final ExecutorService executor;
    private final ReentrantLock admitting = new ReentrantLock();
    private final AtomicBoolean due = new AtomicBoolean();

    private final AtomicInteger holds = new AtomicInteger();

    /** By {@link System#nanoTime()}. */
    private volatile long begun = System.nanoTime() - LONGEST_PAUSE;

    /** Nanoseconds. */
    private volatile long pauseOfLooks = SHORTEST_PAUSE;

    private Instant textsFrom = Instant.MIN;
    private int textsLeft;
    private final Map<UUID, Long> starts = new HashMap<>();

    /** Imports that could not be looked at a moment ago: others get their turn first. */
    private final Cache<UUID, Boolean> broken =
            Caffeine.newBuilder().expireAfterWrite(PASSED_BY).build();

    /** The term of the lease in which this engine decides; the board was complete when that began. */
    private OptionalLong term = OptionalLong.empty();

    private final RepeatedFailures failedRounds = new RepeatedFailures(LOG);
    private final RepeatedFailures failedImports = new RepeatedFailures(LOG);
    private final PeriodicTasks timer = new PeriodicTasks("import-admission");
    private final Clock clock;

    /** What becomes of an import. */
    private record Decided(ImportSnapshot queued, AdmissionRound.Decision decision) {}

    /** What it is to be told that it waits for. */
    private record Waiting(ImportSnapshot queued, AdmissionRound.Decision.Wait decision) {}

    public ImportScheduler(
            ImportBoard board,
            QueueOrder order,
            ImportBroadcast broadcast,
            ImportChanges changes,
            Leases leases,
            ImportBeginning beginning,
            ImportEnding ending,
            ProxyHostRepository hosts,
            HostReadiness readiness,
            RestingHosts resting,
            ImportSettings settings,
            QueuePause pause,
            AdmissionMetrics metrics,
            ExecutorService executor,
            Clock clock) {
        this.board = board;
        this.order = order;
        this.broadcast = broadcast;
        this.changes = changes;
        this.leases = leases;
        this.beginning = beginning;
        this.ending = ending;
        this.hosts = hosts;
        this.readiness = readiness;
        this.resting = resting;
        this.settings = settings;
        this.pause = pause;
        this.metrics = metrics;
        this.executor = executor;
        this.clock = clock;
    }

    @PostConstruct
    void listen() {
        board.listen(changed -> {
            // nobody has looked at it yet, or it was passed over
            boolean waits = changed.state() == ImportState.QUEUED
                    && changed.waitingFor().isEmpty();
            if (changed.state().isFinal() || waits) {
                admitSoon();
            }
        });
        readiness.listen(this::admitSoon);
    }

    /** Until it has been released as often this engine starts nothing. */
    public void hold() {
        holds.incrementAndGet();
    }

    public void release() {
        holds.decrementAndGet();
        admitSoon();
    }

    /** From now on the queue is looked at regularly too: a host may have come back, and what woke it up may have been lost. */
    public void begin() {
        timer.every(TICK, this::admitSoon);
    }

    @PreDestroy
    void end() {
        timer.end();
    }

    /** Looks at the queue on another thread; of thousands of changes in a second it hears together. */
    public void admitSoon() {
        if (!due.compareAndSet(false, true)) {
            return;
        }
        long rest = pauseOfLooks - (System.nanoTime() - begun);
        if (rest <= 0) {
            admitNow();
        } else {
            timer.after(Duration.ofNanos(rest), this::admitNow);
        }
    }

    private void admitNow() {
        HandOver.to(executor, this::admit, () -> due.set(false));
    }

    /** Starts what may start, and says of the rest what it waits for; if it is this engine that decides. */
    void admit() {
        admitting.lock();
        try {
            // only now: so at most one thread waits for the round that is under way
            due.set(false);
            begun = System.nanoTime();
            // it is held, too, by what comes to light when this engine begins to decide
            if (isFree() && decides() && isFree()) {
                look();
            }
            failedRounds.end();
        } catch (RuntimeException e) {
            failedRounds.add("The queue could not be looked at; it will be again soon", e);
            compareFirst();
        } finally {
            long took = System.nanoTime() - begun;
            pauseOfLooks = Math.max(SHORTEST_PAUSE, Math.min(PAUSE_OF_LOOKS * took, LONGEST_PAUSE));
            admitting.unlock();
        }
    }

    private boolean isFree() {
        return holds.get() == 0;
    }

    private void look() {
        long begin = System.nanoTime();
        List<ImportSnapshot> queued = order.now();
        if (!queued.isEmpty()) {
            List<Waiting> waiting = new ArrayList<>();
            Function<ImportSnapshot, AdmissionRound.Decision> round = pause.find()
                    .map(ImportScheduler::paused)
                    .orElseGet(() -> new AdmissionRound(
                            hosts.list(),
                            readiness::of,
                            new ImportLimits(
                                    ImportLimits.Bounds.of(settings),
                                    board.onHosts().toList(),
                                    readiness::conversions),
                            resting,
                            starts)::decide);
            List<Decided> decisions = decide(queued, round);
            metrics.decided(Duration.ofNanos(System.nanoTime() - begin));
            boolean complete = act(decisions, waiting);
            waiting.stream().limit(texts(waiting.size())).forEach(this::showWaiting);
            if (!complete) {
                compareFirst();
            }
        }
    }

    /** How many of so many texts may be stored now. */
    private int texts(int wanted) {
        Instant now = clock.instant();
        if (!Recency.isWithin(textsFrom, TICK, now)) {
            textsFrom = now;
            textsLeft = TEXTS;
        }
        int stored = Math.min(wanted, textsLeft);
        textsLeft -= stored;
        return stored;
    }

    private boolean decides() {
        OptionalLong now = leases.take(ADMISSION);
        if (!now.equals(term)) {
            term = OptionalLong.empty();
            if (now.isPresent()) {
                // another engine may have started some that have not been heard of here
                broadcast.compare();
                term = now;
            }
        }
        return term.isPresent();
    }

    private static Function<ImportSnapshot, AdmissionRound.Decision> paused(QueuePause.Paused paused) {
        AdmissionRound.Decision wait = new AdmissionRound.Decision.Wait(
                WaitReason.QUEUE_PAUSED, "Waiting: the queue was paused by " + paused.by());
        return queued -> wait;
    }

    /** A start may have been stored although it failed here: the next round finds out before it decides. */
    private void compareFirst() {
        term = OptionalLong.empty();
    }

    private List<Decided> decide(List<ImportSnapshot> queued, Function<ImportSnapshot, AdmissionRound.Decision> round) {
        return queued.stream()
                .filter(each -> broken.getIfPresent(each.id()) == null)
                .map(each -> new Decided(each, round.apply(each)))
                .toList();
    }

    /** Says whether nothing went wrong. One import that cannot be started does not hold up those behind it. */
    private boolean act(List<Decided> decisions, List<Waiting> waiting) {
        int failed = 0;
        for (Decided each : decisions) {
            if (failed == MOST_FAILURES || !leases.holds(ADMISSION)) {
                break;
            }
            ImportSnapshot queued = each.queued();
            try {
                act(queued, each.decision(), waiting);
            } catch (RuntimeException e) {
                failedImports.add("The import " + queued.id() + " could not be looked at; it will be again soon", e);
                broken.put(queued.id(), true);
                failed++;
            }
        }
        broken.cleanUp();
        if (broken.asMap().isEmpty()) {
            failedImports.end();
        }
        return failed == 0;
    }

    private void act(ImportSnapshot queued, AdmissionRound.Decision decision, List<Waiting> waiting) {
        if (decision instanceof AdmissionRound.Decision.Start start) {
            start(queued, start.host());
        } else if (decision instanceof AdmissionRound.Decision.Wait wait) {
            if (isNews(queued, wait)) {
                waiting.add(new Waiting(queued, wait));
            }
        } else if (decision instanceof AdmissionRound.Decision.Fail fail) {
            ending.fail(queued, AuditType.IMPORTEXPORT_CONVERT_FAILED, fail.reason());
        }
    }

    /**
     * That hosts are asked passes in a moment, and would be told of all that wait each time that a slot gets free: who waits for
     * something else already goes on doing so.
     */
    private static boolean isNews(ImportSnapshot queued, AdmissionRound.Decision.Wait wait) {
        boolean passes = wait.reason() == WaitReason.PROXY_HOST_ANSWER
                && queued.waitingFor().isPresent();
        return !passes && !wait.text().equals(queued.progress().description());
    }

    private void showWaiting(Waiting waiting) {
        changes.change(waiting.queued().id(), each -> {
            boolean waits = each.version() == waiting.queued().version();
            if (waits) {
                each.waitFor(waiting.decision().reason(), waiting.decision().text());
            }
            return waits;
        });
    }

    private void start(ImportSnapshot queued, NamedId host) {
        changes.change(queued.id(), each -> {
            // if it has changed meanwhile, or the host is not there any more, the next round decides anew
            boolean begins = each.version() == queued.version()
                    && pause.find().isEmpty()
                    && leases.fence(ADMISSION, term.orElseThrow())
                    && hosts.keep(host.id()).isPresent();
            if (!begins) {
                return false;
            }
            beginning.begin(each, host);
            return true;
        });
    }
}
