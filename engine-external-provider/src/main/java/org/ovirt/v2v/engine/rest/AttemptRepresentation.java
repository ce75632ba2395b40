package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.ovirt.v2v.engine.imports.AttemptOutcome;
import org.ovirt.v2v.engine.imports.ImportAttempt;

/**
 * A job of an import on a proxy host.
 *
 * @param id of the job on the proxy host, as its log and the folder {@code .v2v/} of the export domain name it
 * @param number from 1
 * @param outcome null while it is under way
 * @param failure why it failed, or why the host was passed over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptRepresentation(
        UUID id,
        int number,
        EntityLink host,
        AttemptOutcome outcome,
        FailureRepresentation failure,
        Instant started,
        Instant ended) {
    static AttemptRepresentation of(ImportAttempt each) {
        return new AttemptRepresentation(
                each.jobId(),
                each.number(),
                EntityLink.of(ApiPath.HOSTS, each.host().id(), each.host().name()),
                each.outcome().orElse(null),
                each.failure().map(FailureRepresentation::of).orElse(null),
                each.startedAt(),
                each.endedAt().orElse(null));
    }
}
