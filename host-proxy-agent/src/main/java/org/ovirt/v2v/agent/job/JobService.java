package org.ovirt.v2v.agent.job;

import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobLogPart;
import org.ovirt.v2v.model.rpc.OwedRemoval;

/** The conversions of this host. They outlive the agent: closing this ends none, and opening it again finds them. */
public interface JobService extends AutoCloseable {
    /**
     * Starts a conversion and returns at once; what goes wrong from here on is the job's failure.
     *
     * @throws JobException {@link org.ovirt.v2v.model.rpc.RpcErrorCode#JOB_EXISTS}
     * @throws FailureException {@link org.ovirt.v2v.model.conversion.FailureCode#HOST_BUSY} if there are too many already
     */
    JobReport start(ConvertParams request) throws JobException, FailureException;

    /**
     * Asks a job to stop and returns at once; the job ends as soon as nothing of it is left behind. If that takes longer than some
     * seconds, since its export domain does not answer for example, it ends before, and the rest is {@linkplain #owed owed}. Does
     * nothing to a job that has ended.
     *
     * @throws JobException {@link org.ovirt.v2v.model.rpc.RpcErrorCode#NO_SUCH_JOB}
     */
    void abort(UUID job) throws JobException;

    /**
     * Has a job that waits for something make its next attempt at once.
     *
     * @throws JobException {@link org.ovirt.v2v.model.rpc.RpcErrorCode#NO_SUCH_JOB}
     */
    void retry(UUID job) throws JobException;

    /**
     * Ends a job that waits as what is known of it: done if its machine is in the domain and only something beside it is left,
     * otherwise failed, of what it waits for if of nothing else. What it has left is {@linkplain #owed owed}. One that does not wait
     * is aborted.
     *
     * @throws JobException {@link org.ovirt.v2v.model.rpc.RpcErrorCode#NO_SUCH_JOB}
     */
    void giveUp(UUID job) throws JobException;

    /** What jobs that have ended have still to remove, oldest first. It is tried again and again, also after their deletion. */
    List<OwedRemoval> owed();

    /** Has everything that is owed tried again at once, and looks for what ended jobs have left unnoticed. */
    void retryOwed();

    /**
     * Forgets a job that has ended; what it put into the export domain stays.
     *
     * @throws JobException {@link org.ovirt.v2v.model.rpc.RpcErrorCode#NO_SUCH_JOB} or {@link
     *     org.ovirt.v2v.model.rpc.RpcErrorCode#JOB_NOT_DONE}
     */
    void delete(UUID job) throws JobException;

    /**
     * How a job is.
     *
     * @throws JobException {@link org.ovirt.v2v.model.rpc.RpcErrorCode#NO_SUCH_JOB}
     */
    JobReport report(UUID job) throws JobException;

    /** All jobs that have not ended, and those of the others that were not deleted and fit into memory, oldest first. */
    List<JobReport> reports();

    /**
     * The OVF that a finished job put into the export domain.
     *
     * @throws JobException {@link org.ovirt.v2v.model.rpc.RpcErrorCode#NO_SUCH_JOB}, {@link
     *     org.ovirt.v2v.model.rpc.RpcErrorCode#JOB_NOT_DONE} or {@link org.ovirt.v2v.model.rpc.RpcErrorCode#NO_SUCH_OVF}
     * @throws FailureException if the export domain cannot be looked at, which says nothing about the OVF
     */
    String ovf(UUID job) throws JobException, FailureException;

    /**
     * Part of what virt-v2v wrote for a job, also for one that was deleted lately.
     *
     * @throws JobException {@link org.ovirt.v2v.model.rpc.RpcErrorCode#NO_SUCH_JOB}
     */
    JobLogPart log(JobLogParams wanted) throws JobException;

    /** Adds a listener; it is called on the service's own threads and must not block. */
    void addListener(JobListener listener);

    /** Stops watching; the conversions go on. */
    @Override
    void close();
}
