package org.ovirt.v2v.engine.jobs;

/** Steps of a job, by oVirt's names and texts. */
public enum StepType {
    VALIDATING("Validating"),
    EXECUTING("Executing"),
    CONVERTING_VM("Converting VM"),
    FINALIZING("Finalizing"),
    /** What a client does, in its own words. */
    UNKNOWN("");

    private final String description;

    StepType(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }
}
