package org.ovirt.v2v.engine.jobs;

/** Steps of a job, by oVirt's names and texts. */
public enum StepType {
    VALIDATING("Validating", "validating"),
    EXECUTING("Executing", "executing"),
    /** oVirt's API has no word of its own for conversions. */
    CONVERTING_VM("Converting VM", "unknown"),
    FINALIZING("Finalizing", "finalizing");

    private final String description;
    private final String apiName;

    StepType(String description, String apiName) {
        this.description = description;
        this.apiName = apiName;
    }

    public String description() {
        return description;
    }

    /** The type in oVirt's API. */
    public String apiName() {
        return apiName;
    }
}
