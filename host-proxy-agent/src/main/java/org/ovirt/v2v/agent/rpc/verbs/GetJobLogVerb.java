package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.job.JobException;
import org.ovirt.v2v.agent.job.JobService;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Part of what virt-v2v wrote for a job. */
public final class GetJobLogVerb implements Verb {
    private final JobService jobs;
    private final RpcJson json;

    public GetJobLogVerb(JobService jobs, RpcJson json) {
        this.jobs = jobs;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.GET_JOB_LOG;
    }

    @Override
    public Object call(JsonNode params) throws JobException {
        return jobs.log(json.read(params, JobLogParams.class));
    }
}
