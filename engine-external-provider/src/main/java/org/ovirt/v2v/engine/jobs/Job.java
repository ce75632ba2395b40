package org.ovirt.v2v.engine.jobs;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A long operation that a user follows; its steps run one after the other. */
@Entity
@Table(name = "jobs")
public class Job {
    @Id
    private UUID id;

    @Version
    private int version;

    private String description;

    @Enumerated(EnumType.STRING)
    private JobStatus status;

    private String owner;

    @Column(name = "correlation_id")
    private String correlationId;

    @Column(name = "data_center_id")
    private UUID dataCenterId;

    private boolean external;

    @Column(name = "auto_cleared")
    private boolean autoCleared;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @OneToMany(mappedBy = "job", cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
    @OrderBy("number")
    private List<Step> steps = new ArrayList<>();

    protected Job() {}

    /** One of the engine's own, about something in a data center. */
    Job(UUID id, String description, String owner, Optional<String> correlationId, UUID dataCenter, Instant now) {
        this(id, description, owner, correlationId, now);
        this.dataCenterId = dataCenter;
        this.autoCleared = true;
    }

    /**
     * One that a client tells of.
     *
     * @param autoCleared whether it is removed a while after it has ended
     */
    static Job external(
            String description, String owner, Optional<String> correlationId, boolean autoCleared, Instant now) {
        Job job = new Job(UUID.randomUUID(), description, owner, correlationId, now);
        job.external = true;
        job.autoCleared = autoCleared;
        return job;
    }

    private Job(UUID id, String description, String owner, Optional<String> correlationId, Instant now) {
        this.id = id;
        this.description = description;
        this.status = JobStatus.STARTED;
        this.owner = owner;
        this.correlationId = correlationId.orElse(null);
        this.startedAt = now;
        this.updatedAt = now;
    }

    public UUID id() {
        return id;
    }

    public String description() {
        return description;
    }

    public JobStatus status() {
        return status;
    }

    public String owner() {
        return owner;
    }

    public Optional<String> correlationId() {
        return Optional.ofNullable(correlationId);
    }

    /** The data center of what it is about; empty of jobs that clients tell of. */
    public Optional<UUID> dataCenterId() {
        return Optional.ofNullable(dataCenterId);
    }

    /** Whether a client tells of it, and ends it. */
    public boolean isExternal() {
        return external;
    }

    /** Whether it is removed a while after it has ended. */
    public boolean isAutoCleared() {
        return autoCleared;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Ends the step that is running, if there is one, as finished, and begins the next. */
    void begin(StepType type, Optional<UUID> host, Instant now) {
        endSteps(JobStatus.FINISHED, now);
        steps.add(new Step(this, steps.size(), type, host, now));
        updatedAt = now;
    }

    /** A client begins a step; others may be running. */
    Step add(StepType type, String description, Instant now) {
        Step step = Step.external(this, steps.size(), type, description, now);
        steps.add(step);
        updatedAt = now;
        return step;
    }

    /** A client ends a step. */
    void end(Step step, JobStatus outcome, Instant now) {
        step.end(outcome, now);
        updatedAt = now;
    }

    /** Ends the step that is running, if there is one; the job goes on. */
    void endStep(JobStatus outcome, Instant now) {
        endSteps(outcome, now);
        updatedAt = now;
    }

    /** Tells how far the running step is, 0 to 100. */
    void progress(int percent, Instant now) {
        steps.stream().filter(step -> step.status() == JobStatus.STARTED).forEach(step -> step.progress(percent));
        updatedAt = now;
    }

    /** Ends the job, and the step that is running the same way. */
    void end(JobStatus outcome, Instant now) {
        endSteps(outcome, now);
        status = outcome;
        endedAt = now;
        updatedAt = now;
    }

    private void endSteps(JobStatus outcome, Instant now) {
        steps.stream().filter(step -> step.status() == JobStatus.STARTED).forEach(step -> step.end(outcome, now));
    }
}
