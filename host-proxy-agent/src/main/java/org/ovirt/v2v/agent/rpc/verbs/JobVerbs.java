package org.ovirt.v2v.agent.rpc.verbs;

import java.util.List;
import org.ovirt.v2v.agent.job.JobService;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.Verb.Reach;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** The verbs about conversions. */
public final class JobVerbs {
    private JobVerbs() {}

    public static List<Verb> of(JobService jobs, RpcJson json) {
        return List.of(
                // answered at once: how it goes on is told by events and by the job's report
                VerbRow.order(VerbName.CONVERT_EXTERNAL_VM, json, ConvertParams.class, jobs::start),
                VerbRow.of(
                        VerbName.GET_CONVERTED_VM,
                        Reach.EXPORT_DOMAIN,
                        json,
                        JobParams.class,
                        job -> jobs.ovf(job.jobid())),
                VerbRow.order(VerbName.ABORT_JOB, json, JobParams.class, job -> jobs.abort(job.jobid())),
                VerbRow.order(VerbName.RETRY_JOB, json, JobParams.class, job -> jobs.retry(job.jobid())),
                VerbRow.order(VerbName.GIVE_UP_JOB, json, JobParams.class, job -> jobs.giveUp(job.jobid())),
                VerbRow.order(VerbName.DELETE_JOB, json, JobParams.class, job -> jobs.delete(job.jobid())),
                VerbRow.of(VerbName.GET_JOB, Reach.AGENT, json, JobParams.class, job -> jobs.report(job.jobid())),
                VerbRow.of(VerbName.GET_JOB_LOG, Reach.RECORDS, json, JobLogParams.class, jobs::log),
                new VerbRow(VerbName.LIST_JOBS, Reach.RECORDS, params -> jobs.reports()),
                new VerbRow(VerbName.GET_OWED_REMOVALS, Reach.RECORDS, params -> jobs.owed()),
                new VerbRow(VerbName.RETRY_OWED_REMOVALS, Reach.AGENT, params -> {
                    jobs.retryOwed();
                    return true;
                }));
    }
}
