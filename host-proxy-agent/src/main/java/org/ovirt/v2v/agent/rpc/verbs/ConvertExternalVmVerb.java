package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.job.JobException;
import org.ovirt.v2v.agent.job.JobService;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Starts a conversion and answers at once; how it goes on is told by events and by the job's report. */
public final class ConvertExternalVmVerb implements Verb {
    private final JobService jobs;
    private final RpcJson json;

    public ConvertExternalVmVerb(JobService jobs, RpcJson json) {
        this.jobs = jobs;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.CONVERT_EXTERNAL_VM;
    }

    @Override
    public Object call(JsonNode params) throws JobException {
        jobs.start(json.read(params, ConvertParams.class));
        return true;
    }
}
