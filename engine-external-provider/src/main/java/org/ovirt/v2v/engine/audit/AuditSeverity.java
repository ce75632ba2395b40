package org.ovirt.v2v.engine.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How grave an event is, by oVirt's names. */
public enum AuditSeverity {
    @JsonProperty("normal")
    NORMAL,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("error")
    ERROR,
    @JsonProperty("alert")
    ALERT
}
