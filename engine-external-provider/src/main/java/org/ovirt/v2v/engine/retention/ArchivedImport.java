package org.ovirt.v2v.engine.retention;

import static java.util.stream.Collectors.partitioningBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ovirt.v2v.engine.imports.AttemptOutcome;
import org.ovirt.v2v.engine.imports.ImportAttempt;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.ImportSource;
import org.ovirt.v2v.engine.imports.ImportState;
import org.ovirt.v2v.engine.imports.ImportTarget;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.jobs.Job;
import org.ovirt.v2v.engine.jobs.JobStatus;
import org.ovirt.v2v.engine.jobs.Step;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.Phase;

/**
 * A line of the archive: an import with its job. There are no secrets in it, as there are none in the database's rows of it.
 *
 * @param progress 0 to 100
 * @param job null if there is none
 * @param earlierJobs those that showed it before somebody asked for it again
 * @param attempts the first one first
 */
record ArchivedImport(
        UUID id,
        String name,
        ImportState status,
        Phase phase,
        String description,
        int progress,
        List<DiskProgress> disks,
        List<String> warnings,
        Failure failure,
        ImportSource source,
        ImportTarget target,
        NamedId host,
        String owner,
        String correlationId,
        Instant created,
        Instant started,
        Instant ended,
        ArchivedJob job,
        List<ArchivedJob> earlierJobs,
        List<ArchivedAttempt> attempts) {
    /** The job that showed the import's steps. */
    record ArchivedJob(
            UUID id, String description, JobStatus status, Instant started, Instant ended, List<ArchivedStep> steps) {
        static ArchivedJob of(Job job) {
            return new ArchivedJob(
                    job.id(),
                    job.description(),
                    job.status(),
                    job.startedAt(),
                    job.endedAt().orElse(null),
                    job.steps().stream().map(ArchivedStep::of).toList());
        }
    }

    /** A part of the job. */
    record ArchivedStep(int number, String description, JobStatus status, Instant started, Instant ended, UUID hostId) {
        static ArchivedStep of(Step step) {
            return new ArchivedStep(
                    step.number(),
                    step.description(),
                    step.status(),
                    step.startedAt(),
                    step.endedAt().orElse(null),
                    step.hostId().orElse(null));
        }
    }

    /** A job of the import on a proxy host. */
    record ArchivedAttempt(
            UUID id,
            int number,
            NamedId host,
            AttemptOutcome outcome,
            Failure failure,
            Instant started,
            Instant ended) {
        static ArchivedAttempt of(ImportAttempt each) {
            return new ArchivedAttempt(
                    each.jobId(),
                    each.number(),
                    each.host(),
                    each.outcome().orElse(null),
                    each.failure().orElse(null),
                    each.startedAt(),
                    each.endedAt().orElse(null));
        }
    }

    static ArchivedImport of(ImportSnapshot each, List<Job> jobs, List<ImportAttempt> attempts) {
        Map<Boolean, List<ArchivedJob>> byAge = jobs.stream()
                .map(ArchivedJob::of)
                .collect(partitioningBy(job -> job.id().equals(each.origin().jobId())));
        return new ArchivedImport(
                each.id(),
                each.name(),
                each.state(),
                each.progress().phase(),
                each.progress().description(),
                each.progress().percent(),
                each.progress().disks(),
                each.progress().warnings(),
                each.failure().orElse(null),
                each.source(),
                each.target(),
                each.host(),
                each.origin().owner(),
                each.origin().correlationId(),
                each.times().createdAt(),
                each.times().startedAt(),
                each.times().ended().orElseThrow(),
                byAge.get(true).stream().findFirst().orElse(null),
                byAge.get(false),
                attempts.stream().map(ArchivedAttempt::of).toList());
    }
}
