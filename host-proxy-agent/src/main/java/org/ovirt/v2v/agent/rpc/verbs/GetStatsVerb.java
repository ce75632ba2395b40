package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.host.HostStats;
import org.ovirt.v2v.agent.job.JobService;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.rpc.V2vJobInfo;
import org.ovirt.v2v.model.rpc.VerbName;

/**
 * Tells how the host and its jobs are. The member {@code v2vJobs} is there only with all jobs in it: to oVirt's engine a job
 * that is missing from it has failed. That the jobs are loaded is certain here, since verbs are answered only then.
 */
public final class GetStatsVerb implements Verb {
    private final HostStats host;
    private final JobService jobs;

    public GetStatsVerb(HostStats host, JobService jobs) {
        this.host = host;
        this.jobs = jobs;
    }

    @Override
    public VerbName name() {
        return VerbName.GET_STATS;
    }

    @Override
    public void answer(JsonNode params, Consumer<Object> result) throws FailureException {
        Map<String, V2vJobInfo> infos = new LinkedHashMap<>();
        for (JobReport job : jobs.reports()) {
            infos.put(job.id().toString(), V2vJobInfo.of(job));
        }
        Map<String, Object> stats = host.read();
        stats.put("v2vJobs", infos);
        result.accept(stats);
    }
}
