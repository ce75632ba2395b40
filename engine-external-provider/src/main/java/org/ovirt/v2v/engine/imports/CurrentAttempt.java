package org.ovirt.v2v.engine.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * The attempt of an import that is under way, the last one, or, while it is queued, the next one.
 *
 * @param number from 1
 * @param jobId id of the job on the proxy host; no other attempt has it, so that it tells which attempt a report is about
 * @param retries how many attempts the engine has begun by itself since somebody asked for the import
 */
@Embeddable
public record CurrentAttempt(
        @Column(name = "attempt") int number, @Column(name = "attempt_job_id") UUID jobId, int retries) {
    /** The job of the first attempt has the id of the machine, as VDSM's have. */
    public static CurrentAttempt first(UUID importId) {
        return new CurrentAttempt(1, importId, 0);
    }

    CurrentAttempt next() {
        return new CurrentAttempt(number + 1, UUID.randomUUID(), retries);
    }

    /**
     * The next one, since somebody asks for it.
     *
     * @param begun whether this one has begun
     */
    CurrentAttempt again(boolean begun) {
        return begun ? new CurrentAttempt(number + 1, UUID.randomUUID(), 0) : new CurrentAttempt(number, jobId, 0);
    }

    /** The next one, which the engine begins by itself. */
    CurrentAttempt retry() {
        return new CurrentAttempt(number + 1, UUID.randomUUID(), retries + 1);
    }
}
