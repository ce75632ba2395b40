package org.ovirt.v2v.agent.rpc;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ovirt.v2v.agent.job.JobListener;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.conversion.Phase;
import org.ovirt.v2v.model.rpc.EventNames;

/** Tells subscribers of every change of a job, in the form of VDSM's events: a request without an id. */
public final class JobEvents implements JobListener {
    private final EventChannel channel;
    private final RpcJson json;

    public JobEvents(EventChannel channel, RpcJson json) {
        this.channel = channel;
        this.json = json;
    }

    @Override
    public void changed(JobReport job) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put(job.id().toString(), job);
        params.put(EventNames.NOTIFY_TIME, System.nanoTime() / 1_000_000);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("jsonrpc", "2.0");
        event.put("method", EventNames.jobStatus(job.id()));
        event.put("params", params);
        channel.publish(json.write(event), job.phase() == Phase.COPYING_DISKS);
    }
}
