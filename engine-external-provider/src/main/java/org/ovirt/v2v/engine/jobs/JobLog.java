package org.ovirt.v2v.engine.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.engine.ListKey;
import org.ovirt.v2v.engine.Slice;
import org.ovirt.v2v.engine.access.CurrentAccess;

/** The stored jobs; joins the transaction of the caller. */
@ApplicationScoped
@Transactional
public class JobLog {
    private static final String VISIBLE = "visible";

    /** A job is to be seen by those who see the import that it belongs to. */
    private static final String IN_VISIBLE = " i.target.dataCenter.id in (:visible)";

    private final EntityManager entities;
    private final CurrentAccess access;
    private final Clock clock = Clock.systemUTC();

    public JobLog(EntityManager entities, CurrentAccess access) {
        this.entities = entities;
        this.access = access;
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

    /** With its steps; empty also if it is not to be seen. */
    public Optional<Job> find(UUID id) {
        return withSteps(List.of(id)).stream().filter(this::isVisible).findFirst();
    }

    private boolean isVisible(Job job) {
        return access.visibleDataCenters()
                .map(visible -> entities.createQuery(
                                        "select count(*) from Import i where i.origin.jobId = :job and" + IN_VISIBLE,
                                        Long.class)
                                .setParameter("job", job.id())
                                .setParameter(VISIBLE, visible)
                                .getSingleResult()
                        > 0)
                .orElse(true);
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
        Optional<Set<UUID>> visible = access.visibleDataCenters();
        List<String> conditions = new ArrayList<>();
        after.ifPresent(key -> conditions.add("job.startedAt <= :time and (job.startedAt < :time or job.id < :id)"));
        visible.ifPresent(dataCenters ->
                conditions.add("exists (select 1 from Import i where i.origin.jobId = job.id and" + IN_VISIBLE + ")"));
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        TypedQuery<Job> query = entities.createQuery(
                        "from Job job" + where + " order by job.startedAt desc, job.id desc", Job.class)
                .setMaxResults(max + 1);
        after.ifPresent(key -> query.setParameter("time", key.time()).setParameter("id", key.id()));
        visible.ifPresent(dataCenters -> query.setParameter(VISIBLE, dataCenters));
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
