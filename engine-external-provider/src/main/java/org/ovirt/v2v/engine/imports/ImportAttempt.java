package org.ovirt.v2v.engine.imports;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.model.conversion.Failure;

/** One job of an import on a proxy host. */
@Entity
@Table(name = "import_attempts")
public class ImportAttempt {
    @Id
    @Column(name = "job_id")
    private UUID jobId;

    @Version
    private int version;

    @Column(name = "import_id")
    private UUID importId;

    private int number;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "host_id"))
    @AttributeOverride(name = "name", column = @Column(name = "host_name"))
    private NamedId host;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Enumerated(EnumType.STRING)
    private AttemptOutcome outcome;

    @Convert(converter = FailureColumn.class)
    private Failure failure;

    /** The host has still to be told to stop the job, although the attempt has ended. */
    @Column(name = "abort_owed")
    private boolean abortOwed;

    protected ImportAttempt() {}

    /** The current attempt of an import that has just started. */
    ImportAttempt(Import started, Instant now) {
        this.jobId = started.attempt().jobId();
        this.importId = started.id();
        this.number = started.attempt().number();
        this.host = started.host();
        this.startedAt = now;
    }

    /** The id of the job on the proxy host. */
    public UUID jobId() {
        return jobId;
    }

    public UUID importId() {
        return importId;
    }

    /** From 1; in the order in which they were begun. */
    public int number() {
        return number;
    }

    /** The proxy host that it ran on. */
    public NamedId host() {
        return host;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** Empty while it is under way. */
    public Optional<AttemptOutcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Why it failed, or why the host was passed over. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    void end(AttemptOutcome how, Optional<Failure> reason, Instant now) {
        outcome = how;
        failure = reason.orElse(null);
        endedAt = now;
    }

    boolean owesAbort() {
        return abortOwed;
    }

    void oweAbort() {
        abortOwed = true;
    }

    /** The host has been told, or never can be; says whether that was owed. */
    boolean settle() {
        boolean owed = abortOwed;
        abortOwed = false;
        return owed;
    }
}
