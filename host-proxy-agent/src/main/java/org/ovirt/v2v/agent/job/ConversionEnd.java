package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.util.Optional;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.v2v.ConversionOutput;
import org.ovirt.v2v.agent.v2v.FailureCatalogue;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** What is done when virt-v2v has ended: the exit code decides, the OVF in the domain proves it. Safe to repeat. */
final class ConversionEnd {
    /** A shell adds this to the number of the signal that ended a program. */
    private static final int SIGNALS = 128;

    private final FailureCatalogue catalogue;

    ConversionEnd(FailureCatalogue catalogue) {
        this.catalogue = catalogue;
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
                    detail(output));
        }
        int code = exitCode.get();
        if (code > SIGNALS) {
            return new Failure(
                    FailureCode.CONVERSION_FAILED,
                    machine + " could not be converted: virt-v2v was ended by signal " + (code - SIGNALS) + ".",
                    "See whether the proxy host ran out of memory (dmesg) or somebody ended virt-v2v, then try again.",
                    detail(output));
        }
        return catalogue
                .explain(output.errorText())
                .map(found -> new Failure(
                        found.code(),
                        machine + " could not be converted. " + found.message(),
                        found.remedy(),
                        detail(output)))
                .orElseGet(() -> Failure.of(
                                FailureCode.CONVERSION_FAILED,
                                machine + " could not be converted: " + firstLine(output.errorSummary(), code))
                        .withDetail(detail(output)));
    }

    private static String firstLine(String text, int exitCode) {
        return text.lines()
                .findFirst()
                .filter(line -> !line.isBlank())
                .orElse("virt-v2v ended with exit code " + exitCode + " and did not say why.");
    }

    private static String detail(ConversionOutput output) {
        String summary = output.errorSummary();
        return summary.isEmpty() ? null : summary;
    }
}
