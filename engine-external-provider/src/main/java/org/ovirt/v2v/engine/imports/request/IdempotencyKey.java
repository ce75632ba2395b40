package org.ovirt.v2v.engine.imports.request;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A request that its client may send again, and what it was answered. */
@Entity
@Table(name = "idempotency_keys")
public class IdempotencyKey {
    @EmbeddedId
    private Name name;

    private String fingerprint;

    @Column(name = "created_at")
    private Instant createdAt;

    private String answer;

    /** Users choose their keys for themselves. */
    @Embeddable
    record Name(String owner, @Column(name = "idempotency_key") String key) {}

    protected IdempotencyKey() {}

    IdempotencyKey(Name name, String fingerprint, Instant now) {
        this.name = name;
        this.fingerprint = fingerprint;
        this.createdAt = now;
    }

    Name name() {
        return name;
    }

    boolean isYoungerThan(Instant limit) {
        return createdAt.isAfter(limit);
    }

    boolean isFor(String otherFingerprint) {
        return fingerprint.equals(otherFingerprint);
    }

    /** Packed; empty while the request is worked on. */
    Optional<String> answer() {
        return Optional.ofNullable(answer);
    }

    void answered(String packed) {
        answer = packed;
    }
}
