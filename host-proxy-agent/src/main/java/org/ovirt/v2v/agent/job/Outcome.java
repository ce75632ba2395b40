package org.ovirt.v2v.agent.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.JobStatus;

/**
 * How a conversion went, written down before anything is cleaned up. The job has not ended by that: something of it may be left
 * to be removed, and a wish to abort it counts until it has ended.
 *
 * @param status DONE: the machine is in the domain; ERROR
 * @param failure null unless the status is ERROR
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(JobStatus status, Failure failure) {
    static final Outcome DONE = new Outcome(JobStatus.DONE, null);

    Outcome {
        Objects.requireNonNull(status, "status is null");
    }

    static Outcome failed(Failure failure) {
        return new Outcome(JobStatus.ERROR, failure);
    }

    boolean isDone() {
        return status == JobStatus.DONE;
    }
}
