package org.ovirt.v2v.engine.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The states of an import and the ways between them. */
public enum ImportState {
    /** Asked for; whether it can be done is being found out. */
    @JsonProperty("validating")
    VALIDATING,
    /** Checked and waiting for its turn on the proxy host. */
    @JsonProperty("queued")
    QUEUED,
    /** The proxy host is told to convert; it may or may not have heard. */
    @JsonProperty("starting")
    STARTING,
    /** The proxy host has the job. */
    @JsonProperty("converting")
    CONVERTING,
    /** The machine lies in the export domain; its configuration is being looked at. */
    @JsonProperty("finalizing")
    FINALIZING,
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("cancelled")
    CANCELLED;

    /** The states in which the proxy host has, or may have, a job. */
    public static final Set<ImportState> ON_HOST =
            Collections.unmodifiableSet(EnumSet.of(STARTING, CONVERTING, FINALIZING));

    /** The states that an import leaves by itself. */
    public static final List<ImportState> ACTIVE = List.of(VALIDATING, QUEUED, STARTING, CONVERTING, FINALIZING);

    /** The states in which an import stays unless somebody asks for it again. */
    public static final List<ImportState> FINAL = List.of(SUCCEEDED, FAILED, CANCELLED);

    public boolean canBecome(ImportState next) {
        return switch (this) {
            case VALIDATING -> next == QUEUED || next == FAILED || next == CANCELLED;
            case QUEUED -> next == STARTING || next == FAILED || next == CANCELLED;
            case STARTING ->
                next == QUEUED || next == CONVERTING || next == FINALIZING || next == FAILED || next == CANCELLED;
            case CONVERTING -> next == QUEUED || next == FINALIZING || next == FAILED || next == CANCELLED;
            case FINALIZING -> next == QUEUED || next == SUCCEEDED || next == FAILED || next == CANCELLED;
            case FAILED, CANCELLED -> next == QUEUED;
            case SUCCEEDED -> false;
        };
    }

    public boolean isFinal() {
        return !ACTIVE.contains(this);
    }

    /** Whether it can still be stopped; what lies in the export domain stays there, and can only be given up by force. */
    public boolean isCancellable() {
        return this != FINALIZING && canBecome(CANCELLED);
    }
}
