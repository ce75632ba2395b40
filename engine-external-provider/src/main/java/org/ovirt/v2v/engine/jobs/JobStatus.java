package org.ovirt.v2v.engine.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** States of jobs and of their steps, by oVirt's names. */
public enum JobStatus {
    @JsonProperty("started")
    STARTED,
    @JsonProperty("finished")
    FINISHED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("aborted")
    ABORTED
}
