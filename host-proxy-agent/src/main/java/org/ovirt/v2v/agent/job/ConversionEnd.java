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
    private final FailureCatalogue catalogue;

    ConversionEnd(FailureCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    void finish(RunningConversion conversion) {
        Job job = conversion.job();
        try {
            Optional<Integer> exitCode = job.folder().exitCode();
            JobRemains remains = new JobRemains(conversion.plan(), conversion.processes());
            remains.endProcesses();
            if (conversion.plan().staged().isCommitted()
                    || (exitCode.equals(Optional.of(0)) && !job.folder().isMarkedAborted())) {
                commit(conversion, remains);
            } else if (job.folder().isMarkedAborted()) {
                remains.remove();
                job.aborted();
            } else {
                remains.remove();
                job.failed(failure(job, exitCode, conversion.output()));
            }
        } catch (FailureException e) {
            job.failed(e.failure());
        } catch (IOException e) {
            job.failed(Failure.of(
                    FailureCode.INTERNAL,
                    "The folder of the job cannot be used on this host: " + e.getMessage() + "."));
        }
    }

    private static void commit(RunningConversion conversion, JobRemains remains) throws FailureException, IOException {
        conversion.job().committing();
        try {
            conversion.plan().staged().commit(conversion.plan().capacities());
        } finally {
            remains.remove();
        }
        conversion.job().done();
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
        return catalogue
                .explain(output.errorText())
                .map(found -> new Failure(
                        found.code(),
                        machine + " could not be converted. " + found.message(),
                        found.remedy(),
                        detail(output)))
                .orElseGet(() -> Failure.of(
                                FailureCode.CONVERSION_FAILED,
                                machine + " could not be converted: "
                                        + firstLine(output.errorSummary(), exitCode.get()))
                        .withDetail(detail(output)));
    }

    private static String firstLine(String text, int exitCode) {
        String line = text.lines().findFirst().orElse("");
        return line.isEmpty() ? "virt-v2v ended with exit code " + exitCode + " and did not say why." : line;
    }

    private static String detail(ConversionOutput output) {
        String summary = output.errorSummary();
        return summary.isEmpty() ? null : summary;
    }
}
