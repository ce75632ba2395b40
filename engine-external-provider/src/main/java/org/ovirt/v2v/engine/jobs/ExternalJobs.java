package org.ovirt.v2v.engine.jobs;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.Correlation;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.access.PermissionMissingException;
import org.ovirt.v2v.engine.access.Permit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that clients tell of, so that others can follow what they do: oVirt's external jobs, as Ansible's {@code ovirt_job} makes
 * them. Their owners end them; those that nobody ends are removed in the end.
 */
@ApplicationScoped
@Transactional
public class ExternalJobs {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalJobs.class);

    /** A client that adds and never ends must not fill the database. */
    private static final int MOST = 10_000;

    /** Nor take the room of all others. */
    private static final int MOST_OF_OWNER = 1_000;

    private static final int MOST_STEPS = 1_000;
    private static final int LONGEST_TEXT = 1_024;

    /** As long as oVirt's engine shows jobs that have failed. */
    private static final Duration CLEARED_AFTER = Duration.ofHours(1);

    /** Nothing has been heard of such a job for so long that its client has forgotten it. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

    private final EntityManager entities;
    private final JobLog jobs;
    private final CurrentAccess access;
    private final Clock clock;
    private final PeriodicTasks timer = new PeriodicTasks("external-jobs");

    public ExternalJobs(EntityManager entities, JobLog jobs, CurrentAccess access, Clock clock) {
        this.entities = entities;
        this.jobs = jobs;
        this.access = access;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer.every(Duration.ofMinutes(1), Duration.ofMinutes(10), () -> {
            int removed = removeOld();
            if (removed > 0) {
                LOG.info("{} external jobs that have ended or were forgotten are removed", removed);
            }
        });
    }

    @PreDestroy
    void stop() {
        timer.end();
    }

    /**
     * A client begins a job.
     *
     * @param autoCleared whether it is removed a while after it has ended; else its owner clears it
     */
    public Job add(String description, boolean autoCleared) {
        long there = entities.createQuery("select count(*) from Job where external = true", Long.class)
                .getSingleResult();
        if (there >= MOST) {
            throw new ConflictException(
                    "There are " + MOST + " external jobs already.", "End and clear those that are not needed.");
        }
        String owner = access.get().userName();
        long own = entities.createQuery("select count(*) from Job where external = true and owner = :owner", Long.class)
                .setParameter("owner", owner)
                .getSingleResult();
        if (own >= MOST_OF_OWNER) {
            throw new ConflictException(
                    "The user " + owner + " has " + MOST_OF_OWNER + " external jobs already.",
                    "End and clear those that are not needed.");
        }
        Job job = Job.external(text(description), owner, Correlation.current(), autoCleared, now());
        entities.persist(job);
        return job;
    }

    /** A client begins a step of its job. */
    public Step addStep(UUID jobId, StepType type, String description) {
        Job job = running(jobId);
        if (job.steps().size() >= MOST_STEPS) {
            throw new ConflictException("The job has " + MOST_STEPS + " steps already.", "Begin another job.");
        }
        Step step = job.add(type, text(description), now());
        entities.persist(step);
        return step;
    }

    /** A client ends a step of its job; one that has failed ends the job too, as in oVirt. */
    public void endStep(UUID jobId, UUID stepId, boolean succeeded) {
        Job job = running(jobId);
        Step step = job.steps().stream()
                .filter(each -> each.id().equals(stepId))
                .findFirst()
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.STEP, stepId));
        requireStarted("step", step.status());
        job.end(step, outcome(succeeded), now());
        if (!succeeded) {
            job.end(JobStatus.FAILED, now());
        }
    }

    /** A client ends its job, with the steps that are running. */
    public void end(UUID jobId, boolean succeeded) {
        running(jobId).end(outcome(succeeded), now());
    }

    /** A client removes its job. */
    public void clear(UUID jobId) {
        jobs.remove(List.of(own(jobId).id()));
    }

    int removeOld() {
        Instant now = now();
        List<UUID> old = entities.createQuery(
                        "select id from Job where external = true and ((autoCleared = true and endedAt < :cleared) or updatedAt < :forgotten)",
                        UUID.class)
                .setParameter("cleared", now.minus(CLEARED_AFTER))
                .setParameter("forgotten", now.minus(FORGOTTEN_AFTER))
                .setMaxResults(MOST_STEPS)
                .getResultList();
        jobs.remove(old);
        return old.size();
    }

    private Job running(UUID id) {
        Job job = own(id);
        requireStarted("job", job.status());
        return job;
    }

    private Job own(UUID id) {
        // several may tell of the same job at once: each has to read what the one before it has written
        entities.find(Job.class, id, LockModeType.PESSIMISTIC_WRITE);
        Job job = jobs.find(id).orElseThrow(() -> new NoSuchEntityException(EntityKind.JOB, id));
        if (!job.isExternal()) {
            throw new ConflictException(
                    "The job belongs to an import, and ends with it.",
                    "Cancel the import if it is not wanted any more.");
        }
        Access asking = access.get();
        if (!job.owner().equals(asking.userName()) && !asking.may(Permit.CONFIGURE)) {
            throw new PermissionMissingException(
                    "The job belongs to the user " + job.owner() + ".", "Let its owner do this, or an administrator.");
        }
        return job;
    }

    private static void requireStarted(String what, JobStatus status) {
        if (status != JobStatus.STARTED) {
            throw new ConflictException(
                    "The " + what + " is " + status.name().toLowerCase(Locale.ROOT) + " already.",
                    "Begin another one.");
        }
    }

    private static JobStatus outcome(boolean succeeded) {
        return succeeded ? JobStatus.FINISHED : JobStatus.FAILED;
    }

    private static String text(String description) {
        return EntityText.atMost(LONGEST_TEXT, "description", EntityText.printable("description", description));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
