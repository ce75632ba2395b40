package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ovirt.v2v.agent.v2v.ConversionOutput;
import org.ovirt.v2v.model.conversion.ConversionUsage;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobReportBuilder;
import org.ovirt.v2v.model.conversion.JobStatus;
import org.ovirt.v2v.model.conversion.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** How one job is: writes every change down before it tells anybody. */
final class Job {
    private static final Logger LOGGER = LoggerFactory.getLogger(Job.class);

    /** Of the log's context. */
    static final String FLOW = "flow";

    private static final String STALLED = "Stalled: ";
    private static final Duration PACE = Duration.ofMillis(250);

    /** More is said only when the OVF is in the domain. */
    private static final int MOST_BEFORE_COMMIT = 99;

    /** Bytes of what is not text. */
    private static final int OBJECTS = 4096;

    private final JobFolder folder;
    private final JobRequest request;
    private final int requestLength;
    private final JobListener listener;

    /** Whether something of it may be outside its folder. */
    private boolean planned;

    /** Of the checks, which come before those of virt-v2v. */
    private List<String> warnings = List.of();

    /** What is told of a phase that says nothing itself. */
    private String signOfLife = "";

    private JobReport report;
    private long weight;
    private JobReport told;
    private long toldAt;

    Job(JobFolder folder, JobRequest request, JobReport report, JobListener listener) {
        this.folder = folder;
        this.request = request;
        this.requestLength = request.toString().length();
        this.report = report;
        this.weight = weightWith(report);
        this.told = report;
        this.toldAt = System.nanoTime();
        this.listener = listener;
    }

    static JobReport fresh(UUID id, String vmName) {
        return JobReportBuilder.builder()
                .id(id)
                .vmName(vmName)
                .status(JobStatus.STARTING)
                .phase(Phase.PREFLIGHT)
                .description(Phase.PREFLIGHT.description())
                .build();
    }

    UUID id() {
        return report().id();
    }

    JobFolder folder() {
        return folder;
    }

    Instant created() {
        return request.created();
    }

    /** About what it takes of the memory, in bytes. */
    synchronized long weight() {
        return weight;
    }

    private long weightWith(JobReport report) {
        return OBJECTS + 2L * (requestLength + report.toString().length());
    }

    /** Does something for the job; what is logged meanwhile carries the name of its flow. */
    void inFlow(Runnable work) {
        MDC.put(FLOW, Objects.requireNonNullElse(request.flow(), ""));
        try {
            work.run();
        } finally {
            MDC.remove(FLOW);
        }
    }

    synchronized JobReport report() {
        return report;
    }

    boolean isEnded() {
        return report().status().isFinal();
    }

    /** The checks are passed, the name is final, virt-v2v is started. */
    synchronized void started(String name, List<DiskProgress> disks) {
        if (isEnded()) {
            return; // aborted while it was being started; it is ended as soon as it is watched
        }
        LOGGER.info("Job {} converts {}, {}", report.id(), name, size(disks));
        change(report.with(next -> next.vmName(name)
                .phase(Phase.OPENING_SOURCE)
                .description(Phase.OPENING_SOURCE.description())
                .disks(disks)
                .warnings(warnings)
                .startedAt(Instant.now())));
    }

    /** Takes over what virt-v2v's output tells; progress never goes back. */
    synchronized void follow(ConversionOutput output) {
        Phase phase = later(report.phase(), output.phase());
        int progress = Math.max(report.progress(), Math.min(output.progress(), MOST_BEFORE_COMMIT));
        change(report.with(next -> next.status(
                        phase.compareTo(Phase.COPYING_DISKS) < 0 ? JobStatus.STARTING : JobStatus.COPYING_DISK)
                .phase(phase)
                .description(
                        phase == output.phase() && report.failure() == null
                                ? output.description() + signOfLife
                                : report.description())
                .progress(progress)
                .disks(output.disks())
                .warnings(Stream.concat(warnings.stream(), output.warnings().stream())
                        .toList())));
    }

    /** It stands still, which is no reason to end it. */
    synchronized void stalled(Failure stall) {
        if (isEnded()) {
            return;
        }
        if (report.failure() == null) {
            LOGGER.warn("Job {} is stalled: {}", report.id(), stall.text());
        }
        change(report.with(next -> next.description(STALLED + stall.message()).failure(stall)));
    }

    /** Takes back that it stands still, if that was told. */
    synchronized void movesAgain() {
        boolean stalled = report.failure() != null && report.description().startsWith(STALLED);
        if (isEnded() || !stalled || folder.isTurned()) {
            return;
        }
        LOGGER.info("Job {} is not stalled any more", report.id());
        change(report.with(
                next -> next.description(report.phase().description()).failure(null)));
    }

    /** What shows that it does something though it says nothing; empty if that needs no words. */
    synchronized void atWork(String sign) {
        signOfLife = sign.isEmpty() ? "" : " (" + sign + ")";
    }

    synchronized void committing() {
        if (report.failure() != null) {
            return; // it waits, and is tried again
        }
        change(report.with(next -> next.status(JobStatus.COPYING_DISK)
                .phase(Phase.COMMITTING)
                .description(Phase.COMMITTING.description())
                .progress(MOST_BEFORE_COMMIT)));
    }

    /**
     * Something outside keeps the job from ending; it is tried again.
     *
     * @param purpose what the job waits to do
     */
    synchronized void waiting(String purpose, Failure obstacle) {
        if (!obstacle.equals(report.failure())) {
            LOGGER.warn("Job {} waits to {}: {}", report.id(), purpose, obstacle.text());
        }
        change(report.with(next -> next.description("Waiting to " + purpose + ": " + obstacle.message())
                .failure(obstacle)));
    }

    /** What it waits for to go away. */
    synchronized Optional<Failure> obstacle() {
        return Optional.ofNullable(report.failure()).filter(failure -> !isEnded());
    }

    /** Writes down what it will make; false if it has ended meanwhile, and must make nothing. */
    synchronized boolean plan(JobPlan plan) throws IOException {
        if (isEnded()) {
            return false;
        }
        folder.writePlan(plan);
        warnings = plan.warnings();
        planned = true;
        return true;
    }

    /** An earlier run of the agent has planned it. */
    synchronized void resume(JobPlan plan) {
        warnings = plan.warnings();
        planned = true;
    }

    /** Notes the wish to abort the job, which ends it if it has made nothing yet; false if nothing is left to do then. */
    synchronized boolean markAborted() throws IOException {
        if (isEnded()) {
            return false;
        }
        folder.markAborted();
        if (!planned) {
            aborted();
        }
        return planned;
    }

    /** Notes the wish to end the job as what is known of it; false if it has ended. */
    synchronized boolean markGivenUp() throws IOException {
        if (isEnded()) {
            return false;
        }
        folder.markGivenUp();
        return true;
    }

    /** Ends the job, unless it is to be aborted. */
    synchronized void end(Outcome outcome) {
        if (folder.isMarkedAborted()) {
            return;
        }
        if (outcome.isDone()) {
            warn(outcome.warnings());
            end(JobStatus.DONE, Phase.FINISHED.description(), 100, null);
        } else {
            failed(outcome.failure());
        }
    }

    /** Ends a job that has left nothing: as aborted if that was wanted. */
    synchronized void failed(Failure failure) {
        if (isEnded()) {
            return;
        }
        if (folder.isMarkedAborted()) {
            aborted();
            return;
        }
        LOGGER.warn("Job {} failed: {}", report.id(), failure.text());
        end(JobStatus.ERROR, failure.message(), report.progress(), failure);
    }

    synchronized void aborted() {
        end(JobStatus.ABORTED, "Cancelled", report.progress(), null);
    }

    /** What its conversion has used, once that has ended. */
    synchronized void used(ConversionUsage usage) {
        if (!isEnded()) {
            report = report.withUsage(usage);
        }
    }

    private void warn(List<String> warnings) {
        report = report.withWarnings(
                Stream.concat(report.warnings().stream(), warnings.stream()).toList());
    }

    private void end(JobStatus status, String description, int progress, Failure failure) {
        if (isEnded()) {
            return;
        }
        Instant now = Instant.now();
        LOGGER.info(
                "Job {} of {}, {}, is {} after {}{}",
                report.id(),
                report.vmName(),
                size(report.disks()),
                status,
                Duration.between(request.created(), now).truncatedTo(ChronoUnit.SECONDS),
                UsageText.of(report.usage()));
        change(report.with(next -> next.status(status)
                .phase(Phase.FINISHED)
                .description(description)
                .progress(progress)
                .endedAt(now)
                .failure(failure)));
    }

    private void change(JobReport next) {
        if (isEnded()) {
            return; // whoever works on it may not know yet
        }
        boolean isNews = next.phase() != report.phase()
                || next.status() != report.status()
                || !Objects.equals(next.failure(), report.failure());
        report = next;
        weight = weightWith(next);
        if (isNews) {
            save();
        }
        boolean due = System.nanoTime() - toldAt >= PACE.toNanos();
        if (isNews || (due && !next.equals(told))) {
            told = next;
            toldAt = System.nanoTime();
            listener.changed(next);
        }
    }

    private void save() {
        try {
            folder.writeState(report);
        } catch (IOException e) {
            LOGGER.error("The state of job {} could not be written: {}", report.id(), e.getMessage());
        }
    }

    private static String size(List<DiskProgress> disks) {
        long bytes = disks.stream().mapToLong(DiskProgress::capacity).sum();
        return disks.size() + " disks of " + (bytes >> 20) + " MiB";
    }

    private static Phase later(Phase one, Phase other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
