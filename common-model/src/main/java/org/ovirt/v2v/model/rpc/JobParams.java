package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import java.util.UUID;

/** Parameters of the verbs about one job. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobParams(UUID jobid) {
    public JobParams {
        Objects.requireNonNull(jobid, "jobid is missing");
    }
}
