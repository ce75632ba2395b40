package org.ovirt.v2v.engine.imports.tracking;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.HandOver;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.engine.RepeatedFailures;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.imports.ImportAttempt;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportChanges;
import org.ovirt.v2v.engine.imports.ImportEnding;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.run.ImportCancellation;
import org.ovirt.v2v.engine.imports.run.ImportHosts;
import org.ovirt.v2v.engine.imports.run.ImportStarter;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.JobReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with the imports of the proxy hosts that this engine watches. It has them started and stopped, and compares what the
 * engine believes with what the hosts know: regularly while imports run, at once after a connection was lost, and when this engine
 * begins to watch a host. Asking a host also connects to it, so that its events come in again.
 */
@ApplicationScoped
public class ImportReconciler {
    private static final Logger LOG = LoggerFactory.getLogger(ImportReconciler.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration SHARED_OUT = Duration.ofSeconds(1);

    private final HostGateway gateway;
    private final ImportHosts hosts;
    private final ImportBoard board;
    private final ImportChanges changes;
    private final ImportCancellation cancellation;
    private final ImportEnding ending;
    private final ImportStarter starter;
    private final HostWatch watch;
    private final MissingJobs missing;
    private final UnwantedJobs jobs;
    private final HostPresence presence;
    private final Provider<JobInbox> inbox;
    private final ImportSettings settings;
    private final ExecutorService executor;
    private final ConcurrentMap<UUID, Visit> visits = new ConcurrentHashMap<>();
    private final PeriodicTasks timer = new PeriodicTasks("import-reconciler");
    private final Clock clock;

    /** Imports whose proxy host is told to stop already; should that fail, it is told again when it is next visited. */
    private final Set<UUID> stopping = ConcurrentHashMap.newKeySet();

    private Instant sharedOut = Instant.MIN;

    /** Hosts that have still to be told something of attempts that have ended, when it was last looked at. */
    private List<NamedId> owed = List.of();

    private final RepeatedFailures failures = new RepeatedFailures(LOG);

    /**
     * When a host is asked next.
     *
     * @param pause how long to wait after the next failure
     * @param silentSince since when this engine has not reached it; empty if it answered
     */
    private record Visit(Instant due, Duration pause, boolean underWay, Optional<Instant> silentSince) {
        Visit at(Instant time) {
            return new Visit(time, pause, underWay, silentSince);
        }
    }

    public ImportReconciler(
            HostGateway gateway,
            ImportHosts hosts,
            ImportBoard board,
            ImportChanges changes,
            ImportCancellation cancellation,
            ImportEnding ending,
            ImportStarter starter,
            HostWatch watch,
            MissingJobs missing,
            UnwantedJobs jobs,
            HostPresence presence,
            Provider<JobInbox> inbox,
            ImportSettings settings,
            ExecutorService executor,
            Clock clock) {
        this.gateway = gateway;
        this.hosts = hosts;
        this.board = board;
        this.jobs = jobs;
        this.presence = presence;
        this.changes = changes;
        this.cancellation = cancellation;
        this.ending = ending;
        this.starter = starter;
        this.watch = watch;
        this.missing = missing;
        this.inbox = inbox;
        this.settings = settings;
        this.executor = executor;
        this.clock = clock;
    }

    void begin() {
        board.listen(this::carryOn);
        timer.every(Duration.ZERO, TICK, this::tick);
    }

    @PreDestroy
    void end() {
        timer.end();
    }

    /** Asks every host with imports as soon as possible. */
    void lookSoon() {
        visits.replaceAll((host, visit) -> visit.underWay() ? visit : visit.at(clock.instant()));
    }

    /** What has changed may be for this engine to go on with at once; whatever is missed here, a visit finds. */
    private void carryOn(ImportSnapshot changed) {
        if (!changed.isOnHost()) {
            stopping.remove(changed.id());
        } else if (changed.cancelRequested()) {
            if (watch.watches(changed.host().id()) && stopping.add(changed.id())) {
                executor.execute(() -> cancellation.carryOut(changed));
            }
        } else if (changed.state() == ImportState.STARTING
                && changed.unreachableSince().isEmpty()) {
            executor.execute(() -> startIfMine(changed));
        }
    }

    private void startIfMine(ImportSnapshot each) {
        if (watch.tryToWatch(each.host().id())) {
            starter.start(each.jobId());
        }
    }

    private void tick() {
        try {
            boolean due = !Recency.isWithin(sharedOut, SHARED_OUT, clock.instant());
            if (due) {
                sharedOut = clock.instant();
                owed = jobs.hostsOwed();
            }
            Map<UUID, NamedId> needed = Stream.concat(board.onHosts().map(ImportSnapshot::host), owed.stream())
                    .collect(Collectors.toMap(NamedId::id, Function.identity(), (one, other) -> one));
            if (due) {
                watch.share(needed.keySet());
            }
            needed.keySet().removeIf(host -> !watch.watches(host));
            visits.keySet().retainAll(needed.keySet());
            needed.values().forEach(this::visitIfDue);
            if (due) { // in between the database is not asked
                failures.end();
            }
        } catch (RuntimeException e) {
            failures.add("The imports cannot be compared with the proxy hosts at present", e);
        }
    }

    private void visitIfDue(NamedId host) {
        Visit visit = visits.computeIfAbsent(host.id(), id -> firstVisit());
        if (!visit.underWay() && isDue(visit)) {
            visits.put(host.id(), new Visit(visit.due(), visit.pause(), true, visit.silentSince()));
            HandOver.to(executor, () -> visit(host, visit), () -> visits.put(host.id(), visit));
        }
    }

    /** Also if it would have to wait for longer than is ever waited, since the clock was set back. */
    private boolean isDue(Visit visit) {
        Instant now = clock.instant();
        return !visit.due().isAfter(now) || visit.due().isAfter(now.plus(settings.pollInterval()));
    }

    private void visit(NamedId host, Visit visit) {
        Visit next = retry(visit);
        try {
            reconcile(host);
            presence.answers(host);
            next = new Visit(
                    clock.instant().plus(settings.pollInterval()), settings.firstRetry(), false, Optional.empty());
        } catch (FailureException e) {
            if (ImportHosts.isSilence(e.failure())) {
                hosts.doubt(host);
                presence.silent(host, e.failure());
                unreachable(host, e.failure());
                next = silent(host, next);
            } else {
                LOG.warn("The proxy host {} refuses: {}", host.name(), e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.error("The jobs of the proxy host {} could not be compared", host.name(), e);
        } finally {
            visits.put(host.id(), next);
        }
    }

    /** After a while of silence another engine may try: perhaps it is only this one that does not reach the host. */
    private Visit silent(NamedId host, Visit next) {
        Instant since = next.silentSince().orElseGet(clock::instant);
        if (since.plus(settings.hostAwayAfter()).isBefore(clock.instant())) {
            LOG.info("The proxy host {} is left to another engine, which perhaps reaches it", host.name());
            watch.giveUp(host.id());
        }
        return new Visit(next.due(), next.pause(), next.underWay(), Optional.of(since));
    }

    private Visit firstVisit() {
        return new Visit(clock.instant(), settings.firstRetry(), false, Optional.empty());
    }

    private Visit retry(Visit visit) {
        Duration doubled = visit.pause().multipliedBy(2);
        Duration longest = settings.pollInterval();
        return new Visit(
                clock.instant().plus(visit.pause()),
                doubled.compareTo(longest) > 0 ? longest : doubled,
                false,
                visit.silentSince());
    }

    private void reconcile(NamedId host) {
        HostAddress agent = hosts.agent(host);
        List<ImportSnapshot> expected = runningOn(host);
        List<ImportAttempt> owedHere = jobs.owedBy(host);
        Map<UUID, JobReport> known = gateway.jobsById(agent);
        Set<UUID> unwanted = owedHere.stream().map(ImportAttempt::jobId).collect(Collectors.toSet());
        for (ImportSnapshot each : expected) {
            if (unwanted.contains(each.jobId())) {
                continue; // it has ended, which has not been heard of here yet
            }
            JobReport job = known.remove(each.jobId());
            if (job == null) {
                missing.find(agent, each).ifPresent(inbox.get()::put);
            } else {
                inbox.get().put(job);
                if (each.cancelRequested() && !job.status().isFinal()) {
                    cancellation.carryOut(each);
                }
            }
        }
        jobs.settle(host, agent, owedHere, known);
    }

    private List<ImportSnapshot> runningOn(NamedId host) {
        return board.onHosts()
                .filter(each -> each.host().id().equals(host.id()))
                .toList();
    }

    private void unreachable(NamedId host, Failure reason) {
        LOG.warn("The proxy host {} does not answer: {}", host.name(), reason.message());
        if (!hosts.exists(host)) {
            // nobody will ever be asked there
            runningOn(host).forEach(each -> changes.during(each, stored -> ending.fence(stored, reason)));
            jobs.forgetIfRemoved(host);
            return;
        }
        for (ImportSnapshot each : runningOn(host)) {
            changes.during(each, stored -> {
                        boolean onHost = ImportState.ON_HOST.contains(stored.state());
                        if (onHost) {
                            stored.unreachable(reason.message(), clock.instant());
                        }
                        return onHost;
                    })
                    .filter(ImportSnapshot::cancelRequested)
                    .ifPresent(unheard -> cancellation.giveUpIfAway(unheard.id()));
        }
        jobs.forgetIfRemoved(host);
    }
}
