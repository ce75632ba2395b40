package org.ovirt.v2v.engine.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;

/**
 * When an import went through its stations.
 *
 * @param notBefore it does not begin before; null if it may at once
 * @param startedAt when the proxy host was told to convert, of the current attempt; null before
 * @param endedAt null before
 */
@Embeddable
public record ImportTimes(
        @Column(name = "created_at") Instant createdAt,
        @Column(name = "not_before") Instant notBefore,
        @Column(name = "started_at") Instant startedAt,
        @Column(name = "ended_at") Instant endedAt) {
    public static ImportTimes created(Instant now, Optional<Instant> begin) {
        return new ImportTimes(now, begin.orElse(null), null, null);
    }

    ImportTimes started(Instant now) {
        return new ImportTimes(createdAt, notBefore, now, endedAt);
    }

    ImportTimes queuedAgain(Optional<Instant> begin) {
        return new ImportTimes(createdAt, begin.orElse(null), null, null);
    }

    ImportTimes withoutBegin() {
        return new ImportTimes(createdAt, null, startedAt, endedAt);
    }

    ImportTimes ended(Instant now) {
        return new ImportTimes(createdAt, notBefore, startedAt, now);
    }

    /** Whether it is too early to begin. */
    public boolean isBeforeBegin(Instant now) {
        return notBefore != null && now.isBefore(notBefore);
    }

    public Optional<Instant> started() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> ended() {
        return Optional.ofNullable(endedAt);
    }
}
