package org.ovirt.v2v.engine.jobs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A part of a job. */
@Entity
@Table(name = "job_steps")
public class Step {
    @Id
    private UUID id;

    @Version
    private int version;

    @ManyToOne(optional = false)
    @JoinColumn(name = "job_id")
    private Job job;

    private int number;

    @Enumerated(EnumType.STRING)
    private StepType type;

    private String description;

    @Enumerated(EnumType.STRING)
    private JobStatus status;

    private int progress;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "host_id")
    private UUID hostId;

    private boolean external;

    protected Step() {}

    Step(Job job, int number, StepType type, Optional<UUID> host, Instant now) {
        this.id = UUID.randomUUID();
        this.job = job;
        this.number = number;
        this.type = type;
        this.description = type.description();
        this.status = JobStatus.STARTED;
        this.startedAt = now;
        this.hostId = host.orElse(null);
    }

    /** One that a client tells of. */
    static Step external(Job job, int number, StepType type, String description, Instant now) {
        Step step = new Step(job, number, type, Optional.empty(), now);
        step.description = description;
        step.external = true;
        return step;
    }

    public UUID id() {
        return id;
    }

    public UUID jobId() {
        return job.id();
    }

    /** From 0, in the order of the steps. */
    public int number() {
        return number;
    }

    public StepType type() {
        return type;
    }

    public String description() {
        return description;
    }

    public JobStatus status() {
        return status;
    }

    /** 0 to 100. */
    public int progress() {
        return progress;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** The host that the step runs on; empty if on none. */
    public Optional<UUID> hostId() {
        return Optional.ofNullable(hostId);
    }

    /** Whether a client tells of it, and ends it. */
    public boolean isExternal() {
        return external;
    }

    void progress(int percent) {
        progress = Math.max(progress, percent);
    }

    void end(JobStatus outcome, Instant now) {
        status = outcome;
        endedAt = now;
        if (outcome == JobStatus.FINISHED) {
            progress = 100;
        }
    }
}
