package org.ovirt.v2v.engine.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;

/**
 * When an import went through its stations.
 *
 * @param startedAt when the proxy host was first told to convert; null before
 * @param endedAt null before
 */
@Embeddable
public record ImportTimes(
        @Column(name = "created_at") Instant createdAt,
        @Column(name = "started_at") Instant startedAt,
        @Column(name = "ended_at") Instant endedAt) {
    static ImportTimes created(Instant now) {
        return new ImportTimes(now, null, null);
    }

    ImportTimes started(Instant now) {
        return new ImportTimes(createdAt, now, endedAt);
    }

    ImportTimes queuedAgain() {
        return new ImportTimes(createdAt, null, null);
    }

    ImportTimes ended(Instant now) {
        return new ImportTimes(createdAt, startedAt, now);
    }

    public Optional<Instant> started() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> ended() {
        return Optional.ofNullable(endedAt);
    }
}
