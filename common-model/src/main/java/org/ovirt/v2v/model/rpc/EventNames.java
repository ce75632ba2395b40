package org.ovirt.v2v.model.rpc;

import java.util.UUID;

/** Names of the events that the agent pushes, in VDSM's form {@code |component|operation|id}. */
public final class EventNames {
    private static final String JOB_STATUS = "|v2v|job_status|";

    /** What somebody subscribes to who wants to hear of all jobs. */
    public static final String ALL_JOBS = JOB_STATUS + "*";

    /** The member of an event's params beside the job: milliseconds, from no time in particular. */
    public static final String NOTIFY_TIME = "notify_time";

    private EventNames() {}

    /** The event whose params are {@code {"<jobid>": JobReport}}, and {@link #NOTIFY_TIME}. */
    public static String jobStatus(UUID job) {
        return JOB_STATUS + job;
    }
}
