package org.ovirt.v2v.engine.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored jobs; joins the transaction of the caller. */
@ApplicationScoped
@Transactional
public class JobLog {
    private final EntityManager entities;
    private final Clock clock = Clock.systemUTC();

    public JobLog(EntityManager entities) {
        this.entities = entities;
    }

    /** Begins a job whose request has just been checked. */
    public UUID start(String description, String owner, Optional<String> correlationId) {
        Job job = new Job(UUID.randomUUID(), description, owner, correlationId, now());
        job.begin(StepType.VALIDATING, Optional.empty(), now());
        entities.persist(job);
        return job.id();
    }

    /** Begins the next step; the one before is finished. */
    public void begin(UUID job, StepType type, Optional<UUID> host) {
        get(job).begin(type, host, now());
    }

    public void progress(UUID job, int percent) {
        get(job).progress(percent, now());
    }

    public void end(UUID job, JobStatus outcome) {
        get(job).end(outcome, now());
    }

    public Optional<Job> find(UUID id) {
        return Optional.ofNullable(entities.find(Job.class, id));
    }

    /** Newest first. */
    public List<Job> list(int max) {
        return entities.createQuery("from Job order by startedAt desc, id", Job.class)
                .setMaxResults(max)
                .getResultList();
    }

    private Job get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("job " + id + " is not stored"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
