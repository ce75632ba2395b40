package org.ovirt.v2v.engine.imports;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an attempt of an import has ended. */
public enum AttemptOutcome {
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED,
    /** The proxy host turned out unable before it had begun to convert. */
    @JsonProperty("passed_over")
    PASSED_OVER,
    /** An operator declared the proxy host dead. */
    @JsonProperty("fenced")
    FENCED
}
