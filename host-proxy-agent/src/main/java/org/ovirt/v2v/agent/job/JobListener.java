package org.ovirt.v2v.agent.job;

import org.ovirt.v2v.model.conversion.JobReport;

/** Is told of every change of a job worth telling: each new phase at once, progress at most four times a second. */
@FunctionalInterface
public interface JobListener {
    void changed(JobReport job);
}
