package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ovirt.v2v.agent.exportdomain.DomainUnavailableException;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.exportdomain.Staging;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.preflight.PreflightResult;
import org.ovirt.v2v.agent.preflight.SpaceLedger;
import org.ovirt.v2v.agent.v2v.FailureExplainer;
import org.ovirt.v2v.agent.v2v.FullStorage;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a job, from the request to its end. What each step may meet, and what follows:
 *
 * <pre>
 * step    what is done                         done    refused     cannot tell, or a defect   abort
 * ------  -----------------------------------  ------  ----------  -------------------------  ---------------------
 * CHECK   source, target and tools are asked   PLAN    END: error  END: error                 END at once
 * PLAN    what the job will make is written    LAUNCH  -           END: error                 END
 * LAUNCH  that is made, virt-v2v is started    WATCH   CLEAN       CLEAN                      CLEAN
 * WATCH   virt-v2v's output is followed        COMMIT  CLEAN       WATCH goes on              virt-v2v ends, CLEAN
 * COMMIT  result arranged, verified and moved  CLEAN   CLEAN       COMMIT again, later        CLEAN
 * CLEAN   what is left is removed              END     -           CLEAN again, later         END, what is left is owed
 * END     the job is told to have ended
 * </pre>
 *
 * <p>"Refused" is a verdict: it cannot become good. "Cannot tell" is none: storage that hangs, is full or not mounted, a tool that
 * does not start, a defect of ours. Before virt-v2v has run that costs nothing, and whoever asked tries again; afterwards the job
 * waits, says for what, and the step is done again, in this run of the agent and in those that follow. Every step may be repeated.
 *
 * <p>Where a job is follows from its folder alone: without {@code plan.json} in CHECK, where an agent that died has lost the
 * password and the job with it; without {@code exit} in WATCH; without {@code outcome.json} in COMMIT; without a final state in
 * CLEAN. The marks {@code abort} and {@code give-up} turn it from any of them to CLEAN.
 *
 * <p>A conversion that stands still in WATCH is told of and goes on (see {@link StallWatch}); only where the operator has set a limit
 * for that is it given up.
 *
 * <p>Whoever aborts a job, or gives one up that waits, is not kept waiting by storage: a job that was turned ends within some
 * seconds, and what could not be removed by then is owed (see {@link Debts}).
 */
final class JobLife implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobLife.class);

    /** How long what is left of a job that was turned may take to be removed before it ends without that. */
    private static final Duration REMOVAL = Duration.ofSeconds(5);

    private final ConversionStart starting;
    private final FailureExplainer explainer;
    private final ExportDomains domains;
    private final Debts debts;
    private final EarlierMachines earlier;
    private final SpaceLedger ledger;
    private final JobWorkers workers;
    private final Retries retries;
    private final Supervisor supervisor;
    private final StallWatch stalls;

    private final PlannedConversions conversions = new PlannedConversions();

    /** Those of which it was written down what they owe. */
    private final Set<UUID> owing = ConcurrentHashMap.newKeySet();

    JobLife(
            ConversionStart starting,
            FailureExplainer explainer,
            ExportDomains domains,
            Debts debts,
            EarlierMachines earlier,
            SpaceLedger ledger,
            JobWorkers workers,
            StallLimits limits,
            BackOff backOff) {
        this.starting = starting;
        this.explainer = explainer;
        this.domains = domains;
        this.debts = debts;
        this.earlier = earlier;
        this.ledger = ledger;
        this.workers = workers;
        this.retries = new Retries(backOff);
        this.supervisor = new Supervisor(this::exited);
        this.stalls = new StallWatch(limits, this::endStalled);
    }

    /** Begins a job that was just made, soon and on another thread. */
    void begin(Job job, ConvertParams request) {
        // whoever names no domain has a queue of his own
        UUID domain = Optional.ofNullable(request.vminfo().domainID()).orElse(job.id());
        workers.execute(domain, () -> job.inFlow(() -> check(job, request)));
    }

    /** Takes up a job that another run of the agent left. */
    void resume(Job job) {
        try {
            Optional<JobPlan> plan = job.folder().plan();
            if (plan.isEmpty()) {
                job.failed(lostBeforeItBegan(job));
                return;
            }
            RunningConversion conversion = RunningConversion.resumed(job, plan.get());
            job.folder().outcome().ifPresent(conversion::setOutcome);
            ledger.resume(plan.get().domain(), plan.get().space(), job.report());
            job.resume(plan.get());
            watch(conversion);
        } catch (IOException e) {
            // nobody who starts the agent waits for what may hang
            workers.execute(job.id(), () -> job.inFlow(() -> endUnreadable(job, e)));
        }
    }

    /** Nothing tells where it writes: what runs of it can only end, and what it has staged is found as nobody's. */
    private void endUnreadable(Job job, IOException cause) {
        try {
            new JobProcesses(job.id()).end();
        } catch (FailureException e) {
            LOGGER.error("Job {} was not ended: {}", job.id(), e.failure().message());
        }
        try {
            starting.removeLocal(job.id());
        } catch (IOException e) {
            LOGGER.error("Password and temporary files of job {} cannot be removed: {}", job.id(), e.toString());
        }
        job.failed(unreadable(job, cause));
    }

    /** Has a job end as aborted. */
    void abort(Job job) throws IOException {
        if (job.markAborted()) {
            hurry(job);
        }
    }

    /** Has a job that waits end as what is known of it; one that does not wait is aborted. */
    void giveUp(Job job) throws IOException {
        if (job.obstacle().isEmpty()) {
            abort(job);
        } else if (job.markGivenUp()) {
            hurry(job);
        }
    }

    /** Makes the next attempt at once if the job waits for one. */
    void retry(Job job) {
        retries.now(job.id());
    }

    /** Sees to it that a job which was turned ends soon, whatever hangs. */
    private void hurry(Job job) {
        conversions.find(job.id()).ifPresent(conversion -> {
            boolean running = job.folder().hasLauncher() && !conversion.hasExited();
            Duration limit = running ? RunningConversion.GRACE.plus(REMOVAL) : REMOVAL;
            retries.after(limit, () -> endOwing(conversion));
            retries.now(job.id());
        });
    }

    @Override
    public void close() {
        supervisor.close();
        stalls.close();
        retries.close();
    }

    /** CHECK and PLAN. */
    private void check(Job job, ConvertParams request) {
        if (job.isEnded()) {
            return; // aborted before its turn came
        }
        try {
            PreflightResult checked = starting.check(request);
            JobPlan plan = starting.plan(request, checked);
            RunningConversion conversion = new RunningConversion(job, plan);
            conversions.enter(conversion); // before: whoever aborts a job that is planned must find it
            // after: a job that ends owing says so before it makes room for another one
            debts.requireNone(checked.domain(), request.machineId());
            earlier.requireNone(job.id(), request.machineId(), checked.domain());
            // from here on something of it may be anywhere, and an abort is not the end
            if (job.plan(plan)) {
                launch(conversion, request, checked);
            } else {
                conversions.remove(conversion);
            }
        } catch (FailureException e) {
            job.failed(e.failure());
            conversions.removeOf(job);
        } catch (IOException | RuntimeException | Error e) {
            job.failed(defect(job, e));
            conversions.removeOf(job);
        } finally {
            if (job.isEnded()) {
                ledger.forget(job.id()); // it may have been entered after it was told to have ended
            }
        }
    }

    /** LAUNCH. */
    private void launch(RunningConversion conversion, ConvertParams request, PreflightResult checked) {
        try {
            starting.launch(conversion.job(), conversion.plan(), request, checked);
            watch(conversion);
        } catch (FailureException e) {
            conversion.setOutcome(Outcome.failed(e.failure()));
            end(conversion);
        } catch (IOException | RuntimeException | Error e) {
            conversion.setOutcome(Outcome.failed(defect(conversion.job(), e)));
            end(conversion);
        }
    }

    /** WATCH, until the supervisor says that it is over. */
    private void watch(RunningConversion conversion) {
        conversions.add(conversion);
        stalls.watch(conversion); // first: the supervisor may find at once that it is over, and have it forgotten
        supervisor.watch(conversion);
    }

    /** Only where the operator has set a limit. */
    private void endStalled(Job job) {
        try {
            LOGGER.warn(
                    "Job {} is ended, since it has been stalled for longer than agent.v2v.end-stalled-after", job.id());
            giveUp(job);
        } catch (IOException e) {
            LOGGER.error("Job {} is stalled and cannot be ended", job.id(), e);
        }
    }

    /** Goes on with a job of which virt-v2v runs no more, soon and on another thread. */
    private void exited(RunningConversion conversion) {
        stalls.forget(conversion);
        Job job = conversion.job();
        workers.execute(conversion.plan().domain(), () -> job.inFlow(() -> end(conversion)));
    }

    /** COMMIT and CLEAN, as far as they come now; a step that could not be done is done again later. */
    private void end(RunningConversion conversion) {
        Job job = conversion.job();
        boolean turned = job.folder().isTurned();
        job.folder().usage().ifPresent(job::used);
        try {
            JobCleanup remains = JobCleanup.of(conversion.plan(), domains);
            if (!turned) {
                remains.endProcesses();
            }
            while (!job.isEnded() && !job.folder().isTurned()) {
                Outcome outcome = outcome(conversion);
                if (job.isEnded() || job.folder().isTurned()) {
                    break; // by now: the staging tells whoever withdraws the machine that this job has put it there
                }
                clean(job, remains, outcome);
                settle(conversion, () -> job.end(outcome));
            }
            if (job.folder().isTurned()) {
                cleanTurned(conversion);
            } else {
                debts.pay(job.id()); // it was told to have ended while this was still at work, and deleted
                conversions.remove(conversion);
            }
        } catch (DomainUnavailableException e) {
            await(conversion, turned, e.failure());
        } catch (FailureException e) {
            await(conversion, turned, e.failure());
        } catch (IOException e) {
            await(
                    conversion,
                    turned,
                    Failure.of(FailureCode.INTERNAL, "The agent cannot use its own files: " + e + "."));
        } catch (RuntimeException | Error e) {
            await(conversion, turned, defect(job, e));
        }
    }

    /** CLEAN. The machine of a good result stays in the domain. */
    private void clean(Job job, JobCleanup remains, Outcome outcome) throws IOException, DomainUnavailableException {
        remains.removeLocal();
        ledger.forget(job.id()); // or what waits for its domain keeps others from space that nobody uses any more
        if (!outcome.isDone()) {
            remains.staged().withdraw(false);
        }
        remains.staged().removeStaging();
        job.folder().shortenLogs();
    }

    /** CLEAN of a job that was turned: owed from the beginning, so that nothing can keep the job from ending. */
    private void cleanTurned(RunningConversion conversion) throws IOException {
        Job job = conversion.job();
        owe(conversion);
        retries.after(REMOVAL, () -> endOwing(conversion));
        debts.pay(job.id());
        job.folder().shortenLogs();
        settle(conversion, () -> endTurned(conversion));
    }

    /** Ends a job that was turned though something of it is left. Whoever still works on it goes on, and pays what it owes. */
    private void endOwing(RunningConversion conversion) {
        try {
            owe(conversion);
            settle(conversion, () -> endTurned(conversion));
        } catch (IOException e) {
            LOGGER.error(
                    "What job {} has left cannot be written down, so that it goes on waiting",
                    conversion.job().id(),
                    e);
        }
    }

    /** Once for each job: whoever comes later may find that it was paid meanwhile, and nobody would pay it again. */
    private void owe(RunningConversion conversion) throws IOException {
        synchronized (conversion) {
            UUID job = conversion.job().id();
            if (!conversion.job().isEnded() && !owing.contains(job)) {
                debts.owe(debt(conversion));
                owing.add(job);
            }
        }
    }

    private static void endTurned(RunningConversion conversion) {
        Job job = conversion.job();
        if (job.folder().isMarkedAborted()) {
            job.aborted();
        } else {
            job.end(known(conversion));
        }
    }

    /** What a job that was given up ends as. */
    private static Outcome known(RunningConversion conversion) {
        return conversion
                .knownOutcome()
                .orElseGet(() -> Outcome.failed(
                        conversion.job().obstacle().orElse(Failure.of(FailureCode.INTERNAL, "The job was given up."))));
    }

    private static Debt debt(RunningConversion conversion) {
        boolean done = conversion.knownOutcome().filter(Outcome::isDone).isPresent();
        boolean aborted = conversion.job().folder().isMarkedAborted();
        Debt.Removal removal = !done ? Debt.Removal.RESULT : aborted ? Debt.Removal.MACHINE : Debt.Removal.STAGING;
        return new Debt(conversion.plan(), conversion.job().report().vmName(), removal, Instant.now(), null);
    }

    private void settle(RunningConversion conversion, Runnable end) {
        synchronized (conversion) {
            UUID job = conversion.job().id();
            end.run();
            if (conversion.job().isEnded()) {
                retries.settled(job);
                conversions.remove(conversion);
                owing.remove(job);
            }
        }
    }

    private void await(RunningConversion conversion, boolean turned, Failure obstacle) {
        Job job = conversion.job();
        if (job.isEnded()) {
            debts.paySoon(job.id()); // it was told to have ended while this was still at work
            return;
        }
        job.waiting(purpose(conversion), obstacle);
        retries.later(job.id(), () -> exited(conversion));
        if (!turned && job.folder().isTurned()) {
            retries.now(job.id()); // whoever turned it found nothing to hurry yet
        }
    }

    private static String purpose(RunningConversion conversion) {
        return conversion
                .knownOutcome()
                .map(outcome -> outcome.isDone()
                        ? "clean up after the conversion"
                        : "remove what the failed conversion has left")
                .orElse("move the result into the export domain");
    }

    /** What became of the conversion: found out once, for which a good result is committed, and written down. */
    private Outcome outcome(RunningConversion conversion) throws IOException, DomainUnavailableException {
        JobFolder folder = conversion.job().folder();
        Optional<Outcome> written = folder.outcome();
        if (written.isPresent()) {
            conversion.setOutcome(written.get());
        } else {
            Optional<Outcome> known = conversion.knownOutcome();
            conversion.setOutcome(known.isPresent() ? known.get() : find(conversion));
            folder.writeOutcome(conversion.knownOutcome().orElseThrow());
        }
        return conversion.knownOutcome().orElseThrow();
    }

    /** COMMIT, if virt-v2v has left a result. */
    private Outcome find(RunningConversion conversion) throws IOException, DomainUnavailableException {
        Job job = conversion.job();
        Optional<Integer> exitCode = job.folder().exitCode();
        if (exitCode.isEmpty()) {
            return Outcome.failed(lost(conversion));
        }
        if (exitCode.get() != 0) {
            Failure told = explainer.explain(job.report().vmName(), exitCode.get(), conversion.output());
            return Outcome.failed(storageNamed(told, conversion));
        }
        job.committing();
        Staging staging = domains.staging(conversion.plan().place());
        try {
            return Outcome.done(staging.commit(conversion.plan().expected()));
        } catch (FailureException e) {
            return Outcome.failed(e.failure());
        }
    }

    /** That something is full is said alike of the export domain and of the folder for temporary files. */
    private static Failure storageNamed(Failure told, RunningConversion conversion) {
        JobPlan plan = conversion.plan();
        FullStorage full = new FullStorage(plan.mount(), plan.temp());
        boolean temporary = told.code() == FailureCode.DOMAIN_FULL
                && full.isTemporary(
                        conversion.output(), Path.of(plan.temp()).toFile().getUsableSpace());
        return temporary
                ? Failure.of(
                                FailureCode.TEMPORARY_SPACE,
                                conversion.job().report().vmName()
                                        + " could not be converted. The proxy host's folder for temporary files ran full: "
                                        + Path.of(plan.temp()).getParent() + ".")
                        .withDetail(told.detail())
                : told;
    }

    private static Failure lost(RunningConversion conversion) {
        return new Failure(
                FailureCode.JOB_LOST,
                "The conversion of " + conversion.job().report().vmName()
                        + " was killed, as by a proxy host that is out of memory, or the proxy host was restarted while it ran.",
                "Start the import again.",
                FailureExplainer.detail(conversion.output()));
    }

    private static Failure lostBeforeItBegan(Job job) {
        return new Failure(
                FailureCode.JOB_LOST,
                "The agent was restarted before the conversion of "
                        + job.report().vmName() + " began.",
                "Start the import again.",
                null);
    }

    private static Failure unreadable(Job job, IOException cause) {
        LOGGER.error("The plan of job {} cannot be read", job.id(), cause);
        return new Failure(
                FailureCode.JOB_LOST,
                "The agent cannot read what it had written down of this job in "
                        + job.folder().planFile() + " (" + cause.getMessage() + "), so that its conversion was ended.",
                "Start the import again. What the conversion has left in the export domain is listed there as belonging to no machine.",
                null);
    }

    private static Failure defect(Job job, Throwable cause) {
        LOGGER.error("Job {} met a defect", job.id(), cause);
        return Failure.of(FailureCode.INTERNAL, "The agent met an unexpected error: " + cause.getMessage() + ".");
    }
}
