package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.util.Optional;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.v2v.ConversionOutput;
import org.ovirt.v2v.agent.v2v.FailureExplainer;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** What is done when virt-v2v has ended: the exit code decides, the OVF in the domain proves it. Safe to repeat. */
final class ConversionEnd {
    private final FailureExplainer explainer;

    ConversionEnd(FailureExplainer explainer) {
        this.explainer = explainer;
    }

    void finish(RunningConversion conversion) {
        Job job = conversion.job();
        JobRemains remains = new JobRemains(conversion.plan(), conversion.processes());
        try {
            remains.endProcesses();
            boolean aborted = job.folder().isMarkedAborted();
            Optional<Integer> exitCode = job.folder().exitCode();
            boolean committed = conversion.plan().staged().isCommitted();
            if (committed || (exitCode.equals(Optional.of(0)) && !aborted)) {
                job.committing();
                conversion.plan().staged().commit(conversion.plan().capacities());
                end(job, remains, job::done);
            } else if (aborted) {
                end(job, remains, job::aborted);
            } else {
                Failure failure = failure(job, exitCode, conversion.output());
                end(job, remains, () -> job.failed(failure));
            }
        } catch (FailureException e) {
            end(job, remains, () -> job.failed(e.failure()));
        } catch (IOException e) {
            Failure failure = Failure.of(
                    FailureCode.INTERNAL, "The folder of the job cannot be used on this host: " + e.getMessage() + ".");
            end(job, remains, () -> job.failed(failure));
        }
    }

    /** Only a job of which nothing is left behind has ended. */
    private static void end(Job job, JobRemains remains, Runnable outcome) {
        remains.removeQuietly();
        job.folder().shortenLogs();
        outcome.run();
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
