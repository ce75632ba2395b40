package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.job.JobException;
import org.ovirt.v2v.agent.job.JobService;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.JobParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Stops a job; nothing of it stays behind. */
public final class AbortJobVerb implements Verb {
    private final JobService jobs;
    private final RpcJson json;

    public AbortJobVerb(JobService jobs, RpcJson json) {
        this.jobs = jobs;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.ABORT_JOB;
    }

    @Override
    public Object call(JsonNode params) throws JobException {
        jobs.abort(json.read(params, JobParams.class).jobid());
        return true;
    }
}
