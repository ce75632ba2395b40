package org.ovirt.v2v.agent.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.JobStatus;

/**
 * How a conversion went, written down before anything is cleaned up. The job has not ended by that: something of it may be left
 * to be removed, and a wish to abort it counts until it has ended.
 *
 * @param status DONE: the machine is in the domain; ERROR
 * @param failure null unless the status is ERROR
 * @param warnings about the machine in the domain, beside those of virt-v2v
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(JobStatus status, Failure failure, List<String> warnings) {
    Outcome {
        Objects.requireNonNull(status, "status is null");
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    static Outcome done(List<String> warnings) {
        return new Outcome(JobStatus.DONE, null, warnings);
    }

    static Outcome failed(Failure failure) {
        return new Outcome(JobStatus.ERROR, failure, List.of());
    }

    boolean isDone() {
        return status == JobStatus.DONE;
    }
}
