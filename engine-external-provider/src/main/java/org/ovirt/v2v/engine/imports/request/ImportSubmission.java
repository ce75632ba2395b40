package org.ovirt.v2v.engine.imports.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A request to import machines that was answered before they were checked. It is removed when all of them have been. The engine
 * that checks it claims it for a while, again and again; the claim of one that has died ends by itself.
 */
@Entity
@Table(name = "import_submissions")
public class ImportSubmission {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    /** Doubled so often: a minute, about. */
    private static final int MOST_DOUBLINGS = 6;

    static final Duration LONGEST_RETRY = FIRST_RETRY.multipliedBy(1L << MOST_DOUBLINGS);

    @Id
    private UUID id;

    @Column(name = "provider_id")
    private UUID providerId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "due_at")
    private Instant dueAt;

    private int tries;

    private int silences;

    /** How many it is for, refused at once or not; null of one that was stored before this was kept. */
    private Integer machines;

    @Column(name = "claimed_by")
    private String claimedBy;

    @Column(name = "claimed_until")
    private Instant claimedUntil;

    protected ImportSubmission() {}

    ImportSubmission(UUID id, UUID providerId, int machines, Instant now) {
        this.id = id;
        this.providerId = providerId;
        this.machines = machines;
        this.createdAt = now;
        this.dueAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID providerId() {
        return providerId;
    }

    /** How often its check has begun. */
    int tries() {
        return tries;
    }

    /** How many of its checks have met what does not answer. */
    int silences() {
        return silences;
    }

    /** Whether so many are all that it is for. */
    boolean isWhole(int present) {
        return Optional.ofNullable(machines).equals(Optional.of(present));
    }

    Optional<String> claimedBy() {
        return Optional.ofNullable(claimedBy);
    }

    void claim(String engine, Instant until) {
        claimedBy = engine;
        claimedUntil = until;
        tries++;
    }

    /** The engine could not check all of it: to be done again, later each time. */
    void postpone(Instant now) {
        claimedBy = null;
        claimedUntil = null;
        dueAt = now.plus(FIRST_RETRY.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS)));
    }
}
