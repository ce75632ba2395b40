package org.ovirt.v2v.engine.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.ListKey;
import org.ovirt.v2v.engine.Slice;

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

    /** Ends the step that is running, if there is one; the job goes on. */
    public void endStep(UUID job, JobStatus outcome) {
        get(job).endStep(outcome, now());
    }

    public void progress(UUID job, int percent) {
        get(job).progress(percent, now());
    }

    public void end(UUID job, JobStatus outcome) {
        get(job).end(outcome, now());
    }

    /** With its steps. */
    public Optional<Job> find(UUID id) {
        return withSteps(List.of(id)).stream().findFirst();
    }

    /** Those of them that are stored, with their steps. */
    public List<Job> withSteps(Collection<UUID> ids) {
        return entities.createQuery("from Job job left join fetch job.steps where job.id in :ids", Job.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /**
     * Newest first, without their steps.
     *
     * @param after only those behind this one in the list
     */
    public Slice<Job> list(Optional<ListKey> after, int max) {
        String where =
                after.isEmpty() ? "" : " where job.startedAt <= :time and (job.startedAt < :time or job.id < :id)";
        TypedQuery<Job> query = entities.createQuery(
                        "from Job job" + where + " order by job.startedAt desc, job.id desc", Job.class)
                .setMaxResults(max + 1);
        after.ifPresent(key -> query.setParameter("time", key.time()).setParameter("id", key.id()));
        return Slice.of(query.getResultList(), max);
    }

    /** Removes jobs with their steps. */
    public void remove(Collection<UUID> ids) {
        for (String kind : List.of("Step where job.id", "Job where id")) {
            entities.createQuery("delete from " + kind + " in :ids")
                    .setParameter("ids", ids)
                    .executeUpdate();
        }
    }

    private Job get(UUID id) {
        return Optional.ofNullable(entities.find(Job.class, id))
                .orElseThrow(() -> new IllegalStateException("job " + id + " is not stored"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
