package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.job.JobService;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.VerbName;

/** Tells all about every job. */
public final class ListJobsVerb implements Verb {
    private final JobService jobs;

    public ListJobsVerb(JobService jobs) {
        this.jobs = jobs;
    }

    @Override
    public VerbName name() {
        return VerbName.LIST_JOBS;
    }

    @Override
    public Object call(JsonNode params) {
        return jobs.reports();
    }
}
