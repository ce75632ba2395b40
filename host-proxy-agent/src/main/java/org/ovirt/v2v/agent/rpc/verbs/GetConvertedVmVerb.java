package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.job.JobException;
import org.ovirt.v2v.agent.job.JobService;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.JobParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Hands out the OVF of a finished job as a text. */
public final class GetConvertedVmVerb implements Verb {
    private final JobService jobs;
    private final RpcJson json;

    public GetConvertedVmVerb(JobService jobs, RpcJson json) {
        this.jobs = jobs;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.GET_CONVERTED_VM;
    }

    @Override
    public Reach reach() {
        return Reach.EXPORT_DOMAIN;
    }

    @Override
    public Object call(JsonNode params) throws JobException, FailureException {
        return jobs.ovf(json.read(params, JobParams.class).jobid());
    }
}
