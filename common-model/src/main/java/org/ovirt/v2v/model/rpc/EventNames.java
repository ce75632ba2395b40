package org.ovirt.v2v.model.rpc;

import java.util.UUID;

/** Names of the events that the agent pushes, in VDSM's form {@code |component|operation|id}. */
public final class EventNames {
    private static final String JOB_STATUS = "|v2v|job_status|";

    private EventNames() {}

    /** The event whose params are {@code {"<jobid>": JobReport, "notify_time": milliseconds}}. */
    public static String jobStatus(UUID job) {
        return JOB_STATUS + job;
    }

    public static boolean isJobStatus(String method) {
        return method.startsWith(JOB_STATUS);
    }
}
