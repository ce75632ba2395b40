package org.ovirt.v2v.engine.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * Who asked for an import, and where it is shown.
 *
 * @param owner name of the user
 * @param correlationId the client's id for the request; null if there is none
 * @param jobId the job of the engine that shows its steps
 */
@Embeddable
public record ImportOrigin(
        String owner, @Column(name = "correlation_id") String correlationId, @Column(name = "job_id") UUID jobId) {}
