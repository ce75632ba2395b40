package org.ovirt.v2v.agent.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.rpc.OwedRemoval;

/**
 * What a job that has ended still has to remove, on this host and in its export domain.
 *
 * @param vmName the machine, for people
 * @param removal what is to be removed
 * @param obstacle why that was not possible so far; null before the first attempt
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Debt(JobPlan plan, String vmName, Removal removal, Instant since, Failure obstacle) {
    /** How much of what a job has made is to go. */
    enum Removal {
        /** What lies beside the domain; the machine stays in it. */
        STAGING,
        /** That, and what an unfinished commit has moved into the domain. */
        RESULT,
        /** That, and the machine, which is known to be this job's. */
        MACHINE
    }

    OwedRemoval told() {
        return new OwedRemoval(
                plan.job(),
                plan.machine(),
                vmName,
                plan.domain(),
                plan.mount(),
                removal == Removal.MACHINE,
                since,
                obstacle);
    }

    Debt with(Removal less) {
        return new Debt(plan, vmName, less, since, obstacle);
    }

    Debt with(Failure met) {
        return new Debt(plan, vmName, removal, since, met);
    }
}
