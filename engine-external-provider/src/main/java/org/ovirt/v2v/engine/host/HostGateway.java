package org.ovirt.v2v.engine.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.exportdomain.ExportDomainCheck;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;
import org.ovirt.v2v.model.rpc.AgentLog;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.ExportedVmParams;
import org.ovirt.v2v.model.rpc.HostCapabilities;
import org.ovirt.v2v.model.rpc.HostLoad;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobLogPart;
import org.ovirt.v2v.model.rpc.OwedRemoval;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * The agents' verbs. Every method throws {@link FailureException}: with the agent's own failure where it sent one, with
 * HOST_UNREACHABLE or HOST_CERTIFICATE_REFUSED where it cannot be asked.
 */
public interface HostGateway {
    HostCapabilities capabilities(HostAddress host);

    /** How busy the host is. */
    HostLoad load(HostAddress host);

    List<ExternalVm> externalVms(HostAddress host, SourceParams source);

    List<String> externalVmNames(HostAddress host, SourceParams source);

    /** What a source is, and what its user may do; an agent before this verb tells how many machines there are. */
    SourceDescription describeSource(HostAddress host, SourceParams source);

    /** The certificate that a vCenter shows, as PEM, whether trusted or not. */
    String sourceCertificate(HostAddress host, SourceParams source);

    /** The ssh host keys that a Xen host shows, whether they are known or not, the best first. */
    List<String> sourceHostKeys(HostAddress host, SourceParams source);

    ExportDomainInfo openExportDomain(HostAddress host, ExportDomainParams domain);

    ExportDomainInfo createExportDomain(HostAddress host, ExportDomainParams domain);

    List<ExportedVm> exportedVms(HostAddress host, ExportDomainParams domain);

    /** The OVF of a machine in an export domain. */
    String exportedVmOvf(HostAddress host, ExportedVmParams machine);

    /** What is wrong in an export domain. */
    ExportDomainCheck checkExportDomain(HostAddress host, ExportDomainParams domain);

    /** Takes a machine out of an export domain, with its disks; whether there was one. */
    boolean removeExportedVm(HostAddress host, ExportedVmParams machine);

    /** Starts a conversion; a job that exists already counts as started. */
    void convert(HostAddress host, ConvertParams params);

    /** Throws JOB_LOST if the agent does not know the job. */
    JobReport job(HostAddress host, UUID job);

    List<JobReport> jobs(HostAddress host);

    /** The same by their ids; one that is listed twice counts once. */
    default Map<UUID, JobReport> jobsById(HostAddress host) {
        return jobs(host).stream().collect(Collectors.toMap(JobReport::id, Function.identity(), (one, other) -> other));
    }

    /** The OVF of a job that is done. */
    String convertedVm(HostAddress host, UUID job);

    /** Part of what virt-v2v wrote for a job; empty if the agent does not know the job, or does not have it any more. */
    Optional<JobLogPart> jobLog(HostAddress host, JobLogParams wanted);

    /** What the agent itself has logged lately, at most so many lines; empty if it is too old to tell. */
    Optional<AgentLog> agentLog(HostAddress host, int lines);

    void abort(HostAddress host, UUID job);

    /** Has a job that waits for something make its next attempt at once. */
    void retry(HostAddress host, UUID job);

    /** What jobs that have ended could not remove yet; none from an agent that is too old to tell. */
    List<OwedRemoval> owedRemovals(HostAddress host);

    /** Has the agent try all of them again at once. */
    void retryOwedRemovals(HostAddress host);

    /** Makes the agent forget a job that has ended; one that it does not know counts as deleted. */
    void delete(HostAddress host, UUID job);

    /** Nobody will ask this agent any more, as far as is known: its connection ends. */
    void forget(HostAddress host);
}
