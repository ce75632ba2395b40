package org.ovirt.v2v.model.rpc;

import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.JobStatus;

/** A job as VDSM's {@code Host.getStats} tells it below {@code v2vJobs}. */
public record V2vJobInfo(JobStatus status, String description, int progress) {
    public static V2vJobInfo of(JobReport job) {
        return new V2vJobInfo(job.status(), job.description(), job.progress());
    }
}
