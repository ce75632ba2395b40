package org.ovirt.v2v.engine.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.ovirt.v2v.engine.ListKey;
import org.ovirt.v2v.engine.Slice;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.search.SearchKey;
import org.ovirt.v2v.engine.search.SearchObject;
import org.ovirt.v2v.engine.search.SearchQuery;
import org.ovirt.v2v.engine.search.StoredSearch;
import org.ovirt.v2v.engine.search.ValueKind;

/** The stored jobs; joins the transaction of the caller. */
@ApplicationScoped
@Transactional
public class JobLog {
    private static final String ID = "id";
    private static final String STARTED_AT = "startedAt";

    /** What jobs can be searched by. */
    public static final SearchObject<Job> SEARCH = new SearchObject<>(
            List.of("jobs", "job"),
            List.of(
                    SearchKey.text("description", (Job job) -> Optional.of(job.description()))
                            .stored("description"),
                    SearchKey.of("status", ValueKind.oneOf(JobStatus.class), (Job job) -> Optional.of(job.status()))
                            .stored("status"),
                    SearchKey.of("id", ValueKind.id(), (Job job) -> Optional.of(job.id()))
                            .stored(ID),
                    SearchKey.text("owner", (Job job) -> Optional.of(job.owner()))
                            .alias("usrname", "user.name")
                            .stored("owner"),
                    SearchKey.text("correlation_id", Job::correlationId).stored("correlationId"),
                    SearchKey.of("start_time", ValueKind.time(), (Job job) -> Optional.of(job.startedAt()))
                            .stored(STARTED_AT)));

    private static final StoredSearch<Job> STORED =
            new StoredSearch<>(Job.class, Duration.ofSeconds(10), "Ask for fewer jobs, as by status.");

    private final EntityManager entities;
    private final CurrentAccess access;
    private final Clock clock;

    public JobLog(EntityManager entities, CurrentAccess access, Clock clock) {
        this.entities = entities;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Begins a job whose request has just been checked.
     *
     * @param dataCenter of what it is about
     */
    public UUID start(String description, String owner, Optional<String> correlationId, UUID dataCenter) {
        Job job = new Job(UUID.randomUUID(), description, owner, correlationId, dataCenter, clock.instant());
        job.begin(StepType.VALIDATING, Optional.empty(), clock.instant());
        entities.persist(job);
        return job.id();
    }

    /** Begins the next step; the one before is finished. */
    public void begin(UUID job, StepType type, Optional<UUID> host) {
        get(job).begin(type, host, clock.instant());
    }

    /** Ends the step that is running, if there is one; the job goes on. */
    public void endStep(UUID job, JobStatus outcome) {
        get(job).endStep(outcome, clock.instant());
    }

    public void progress(UUID job, int percent) {
        get(job).progress(percent, clock.instant());
    }

    public void end(UUID job, JobStatus outcome) {
        get(job).end(outcome, clock.instant());
    }

    /** With its steps; empty also if it is not to be seen. */
    public Optional<Job> find(UUID id) {
        return withSteps(List.of(id)).stream().filter(this::isVisible).findFirst();
    }

    /** A job is to be seen by those who see its data center, and what a client tells of by its owner. */
    private boolean isVisible(Job job) {
        boolean own = job.isExternal() && job.owner().equals(access.get().userName());
        return own
                || access.visibleDataCenters().stream()
                        .allMatch(visible -> job.dataCenterId().stream().anyMatch(visible::contains));
    }

    /** Those of them that are stored, with their steps. */
    public List<Job> withSteps(Collection<UUID> ids) {
        return entities.createQuery("from Job job left join fetch job.steps where job.id in :ids", Job.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /**
     * Those that are wanted, without their steps, the newest first unless another order is.
     *
     * @param after only those behind this one in the list of the newest first
     */
    public Slice<Job> list(SearchQuery<Job> wanted, Optional<ListKey> after, int max) {
        return Slice.of(
                STORED.find(
                        entities,
                        wanted,
                        max,
                        true,
                        job -> limits(after, job),
                        job -> List.of(
                                job.builder().desc(job.root().get(STARTED_AT)),
                                job.builder().desc(job.root().get(ID)))),
                max);
    }

    /** Of those that are wanted, the newest external jobs that have not ended, without their steps. */
    public List<Job> openExternal(SearchQuery<Job> wanted, int max) {
        return STORED.find(
                entities,
                wanted,
                max,
                false,
                job -> {
                    List<Predicate> limits = limits(Optional.empty(), job);
                    limits.add(job.builder().equal(job.root().get("external"), true));
                    limits.add(job.builder().equal(job.root().get("status"), JobStatus.STARTED));
                    return limits;
                },
                job -> List.of(job.builder().desc(job.root().get(STARTED_AT))));
    }

    private List<Predicate> limits(Optional<ListKey> after, StoredSearch.Item<Job> job) {
        HibernateCriteriaBuilder builder = job.builder();
        Path<Instant> started = job.root().get(STARTED_AT);
        List<Predicate> limits = new ArrayList<>();
        after.ifPresent(key -> {
            limits.add(builder.lessThanOrEqualTo(started, key.time()));
            limits.add(builder.or(
                    builder.lessThan(started, key.time()),
                    builder.lessThan(job.root().<UUID>get(ID), key.id())));
        });
        access.visibleDataCenters()
                .ifPresent(visible -> limits.add(builder.or(
                        job.root().get("dataCenterId").in(visible),
                        builder.and(
                                builder.equal(job.root().get("external"), true),
                                builder.equal(
                                        job.root().get("owner"), access.get().userName())))));
        return limits;
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
}
