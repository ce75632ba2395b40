package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.util.Optional;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.exportdomain.DomainUnavailableException;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.exportdomain.Staging;
import org.ovirt.v2v.agent.v2v.ConversionOutput;
import org.ovirt.v2v.agent.v2v.FailureExplainer;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done when virt-v2v has ended: the exit code decides, the OVF in the domain proves it.
 *
 * <p>A job ends in three steps, each of which may be repeated: what became of it is found out, for which a good result is put into
 * the domain; what it has left is removed; it is told to have ended. What stands in the way of a step (a domain that is not
 * mounted or full, storage that fails) is no verdict on the result: the job waits and the steps are tried again, in this run of
 * the agent and in those that follow. Until it has ended a job can be aborted; then it ends with nothing left in the domain either.
 */
final class ConversionEnd {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConversionEnd.class);

    private final FailureExplainer explainer;
    private final ExportDomains domains;
    private final JobWorkers workers;
    private final Retries retries;

    ConversionEnd(FailureExplainer explainer, ExportDomains domains, JobWorkers workers, Retries retries) {
        this.explainer = explainer;
        this.domains = domains;
        this.workers = workers;
        this.retries = retries;
    }

    /** As {@link #finish}, soon and on another thread. */
    void finishSoon(RunningConversion conversion) {
        Job job = conversion.job();
        workers.execute(conversion.plan().domain(), () -> job.inFlow(() -> finish(conversion)));
    }

    /** Ends a job of which nothing runs any more, now or as soon as nothing stands in the way. */
    void finish(RunningConversion conversion) {
        Job job = conversion.job();
        boolean aborted = job.folder().isMarkedAborted();
        try {
            JobRemains remains = new JobRemains(
                    conversion.plan(),
                    conversion.processes(),
                    domains.staging(conversion.plan().place()));
            remains.endProcesses();
            while (!job.isEnded()) {
                if (job.folder().isMarkedAborted()) {
                    abort(job, remains);
                } else {
                    end(job, remains, outcome(conversion));
                }
            }
            retries.settled(job.id());
        } catch (DomainUnavailableException e) {
            await(conversion, aborted, e.failure());
        } catch (FailureException e) {
            await(conversion, aborted, e.failure());
        } catch (IOException e) {
            await(
                    conversion,
                    aborted,
                    Failure.of(FailureCode.INTERNAL, "The agent cannot use its own files: " + e + "."));
        } catch (RuntimeException e) {
            LOGGER.error("Job {} could not be ended properly", job.id(), e);
            await(
                    conversion,
                    aborted,
                    Failure.of(FailureCode.INTERNAL, "The agent met an unexpected error: " + e + "."));
        }
    }

    private void await(RunningConversion conversion, boolean aborted, Failure obstacle) {
        Job job = conversion.job();
        job.waiting(purpose(conversion), obstacle);
        retries.later(job.id(), () -> finishSoon(conversion));
        if (!aborted && job.folder().isMarkedAborted()) {
            retries.now(job.id()); // whoever marked it found nothing to hurry yet
        }
    }

    private static String purpose(RunningConversion conversion) {
        if (conversion.job().folder().isMarkedAborted()) {
            return "remove what the cancelled conversion has left";
        }
        return conversion
                .knownOutcome()
                .map(outcome -> outcome.isDone()
                        ? "clean up after the conversion"
                        : "remove what the failed conversion has left")
                .orElse("move the result into the export domain");
    }

    private static void abort(Job job, JobRemains remains) throws IOException, DomainUnavailableException {
        boolean committed = job.folder().outcome().filter(Outcome::isDone).isPresent();
        remains.removeLocal();
        remains.staged().withdraw(committed);
        job.folder().shortenLogs();
        job.aborted();
    }

    /** Does nothing if the job was told to abort meanwhile: then all of it is taken back. */
    private static void end(Job job, JobRemains remains, Outcome outcome)
            throws IOException, DomainUnavailableException {
        remains.removeLocal();
        Staging staged = remains.staged();
        if (outcome.isDone()) {
            staged.removeStaging();
        } else {
            staged.withdraw(false);
        }
        job.folder().shortenLogs();
        job.end(outcome);
    }

    /** Finds out what became of the conversion, once. */
    private Outcome outcome(RunningConversion conversion) throws IOException, DomainUnavailableException {
        JobFolder folder = conversion.job().folder();
        Optional<Outcome> written = folder.outcome();
        if (written.isEmpty()) {
            Optional<Outcome> known = conversion.knownOutcome();
            folder.writeOutcome(known.isPresent() ? known.get() : remember(conversion, find(conversion)));
            return conversion.knownOutcome().orElseThrow();
        }
        return remember(conversion, written.get());
    }

    private static Outcome remember(RunningConversion conversion, Outcome outcome) {
        conversion.setOutcome(outcome);
        return outcome;
    }

    private Outcome find(RunningConversion conversion) throws IOException, DomainUnavailableException {
        Job job = conversion.job();
        Optional<Integer> exitCode = job.folder().exitCode();
        if (!exitCode.equals(Optional.of(0))) {
            return Outcome.failed(failure(job, exitCode, conversion.output()));
        }
        job.committing();
        try {
            return Outcome.done(domains.staging(conversion.plan().place())
                    .commit(conversion.plan().expected()));
        } catch (FailureException e) {
            return Outcome.failed(e.failure());
        }
    }

    private Failure failure(Job job, Optional<Integer> exitCode, ConversionOutput output) {
        String machine = job.report().vmName();
        if (exitCode.isEmpty()) {
            return new Failure(
                    FailureCode.JOB_LOST,
                    "The conversion of " + machine + " was killed, or the proxy host was restarted while it ran.",
                    "Start the import again.",
                    FailureExplainer.detail(output));
        }
        return explainer.explain(machine, exitCode.get(), output);
    }
}
