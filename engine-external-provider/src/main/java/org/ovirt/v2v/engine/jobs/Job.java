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

    Job(UUID id, String description, String owner, Optional<String> correlationId, Instant now) {
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
