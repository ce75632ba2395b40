package org.ovirt.v2v.engine.imports.request;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.ovirt.v2v.engine.DaemonThreads;
import org.ovirt.v2v.engine.HandOver;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.RepeatedFailures;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.peers.EngineIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks in the background what {@link ImportSubmissions} has accepted: on threads of its own, request by request, each by one of
 * the engines of a database. A fault of the engine's own is no verdict: what could not be checked is checked again.
 */
@ApplicationScoped
public class ImportValidation {
    private static final Logger LOG = LoggerFactory.getLogger(ImportValidation.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    /** For how long a claim is believed; renewed three times meanwhile. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Duration RENEWAL = CLAIM.dividedBy(3);
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final ImportSubmissionRepository submissions;
    private final SubmissionCheck check;
    private final ImportSettings settings;
    private final String engine;
    private final Set<UUID> claimed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger working = new AtomicInteger();
    private final ExecutorService threads;
    private final RepeatedFailures failures = new RepeatedFailures(LOG);
    private final PeriodicTasks timer = new PeriodicTasks("import-validation-tick");
    private final Clock clock;

    public ImportValidation(
            ImportSubmissionRepository submissions,
            SubmissionCheck check,
            ImportSettings settings,
            EngineIdentity identity,
            Clock clock) {
        this.submissions = submissions;
        this.check = check;
        this.settings = settings;
        this.engine = identity.id().toString();
        this.threads = DaemonThreads.pool("import-validation", settings.backgroundChecks());
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        submissions.release(engine);
        timer.every(TICK, this::lookSoon);
        timer.every(RENEWAL, this::keep);
        timer.every(SWEEP, this::sweep);
    }

    @PreDestroy
    void end() {
        timer.end();
        threads.shutdownNow();
    }

    /** Looks on another thread for what is to be checked. */
    void lookSoon() {
        if (working.incrementAndGet() > settings.backgroundChecks()) {
            working.decrementAndGet();
            return;
        }
        try {
            HandOver.to(threads, this::work, working::decrementAndGet);
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine ends", e);
        }
    }

    private void work() {
        try {
            for (Optional<ImportSubmission> next = claim(); next.isPresent(); next = claim()) {
                check(next.get());
            }
            failures.end();
        } catch (RuntimeException e) {
            failures.add("Requests to import could not be checked; they will be again soon", e);
        } finally {
            working.decrementAndGet();
        }
    }

    private Optional<ImportSubmission> claim() {
        Instant now = clock.instant();
        return submissions.claim(engine, now, now.plus(CLAIM), settings.backgroundChecksPerProvider());
    }

    private void keep() {
        List<UUID> mine = List.copyOf(claimed);
        if (mine.isEmpty()) {
            return;
        }
        try {
            submissions.keep(engine, mine, clock.instant().plus(CLAIM));
        } catch (RuntimeException e) {
            LOG.warn("The claim to requests that are being checked could not be renewed", e);
        }
    }

    private void sweep() {
        try {
            check.endThoseWithoutRequest();
        } catch (RuntimeException e) {
            LOG.warn("Imports whose request was lost cannot be ended at present: {}", e.toString());
        }
    }

    private void check(ImportSubmission submission) {
        claimed.add(submission.id());
        try {
            if (check.isDone(submission)) {
                submissions.remove(submission.id());
            } else {
                submissions.postpone(engine, submission.id(), clock.instant());
            }
        } catch (RuntimeException e) {
            LOG.error("The request {} could not be checked; it will be again", submission.id(), e);
            submissions.postpone(engine, submission.id(), clock.instant());
        } finally {
            claimed.remove(submission.id());
        }
    }
}
