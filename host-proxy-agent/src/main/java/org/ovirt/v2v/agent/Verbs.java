package org.ovirt.v2v.agent;

import java.util.List;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.host.HostInspection;
import org.ovirt.v2v.agent.host.HostStats;
import org.ovirt.v2v.agent.host.KvmProbe;
import org.ovirt.v2v.agent.inventory.Inventories;
import org.ovirt.v2v.agent.inventory.SourceCertificates;
import org.ovirt.v2v.agent.inventory.SourceHostKeys;
import org.ovirt.v2v.agent.job.JobService;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.VerbRegistry;
import org.ovirt.v2v.agent.rpc.verbs.AbortJobVerb;
import org.ovirt.v2v.agent.rpc.verbs.CheckExportDomainVerb;
import org.ovirt.v2v.agent.rpc.verbs.ConvertExternalVmVerb;
import org.ovirt.v2v.agent.rpc.verbs.CreateExportDomainVerb;
import org.ovirt.v2v.agent.rpc.verbs.DeleteJobVerb;
import org.ovirt.v2v.agent.rpc.verbs.DescribeSourceVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetAgentLogVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetCapabilitiesVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetConvertedVmVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetExportedVmOvfVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetExternalVmNamesVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetExternalVmsVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetJobLogVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetJobVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetSourceCertificateVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetSourceHostKeysVerb;
import org.ovirt.v2v.agent.rpc.verbs.GetStatsVerb;
import org.ovirt.v2v.agent.rpc.verbs.ListExportedVmsVerb;
import org.ovirt.v2v.agent.rpc.verbs.ListJobsVerb;
import org.ovirt.v2v.agent.rpc.verbs.OpenExportDomainVerb;
import org.ovirt.v2v.agent.rpc.verbs.PingVerb;
import org.ovirt.v2v.agent.rpc.verbs.RemoveExportedVmVerb;

/** Makes the verbs of the agent, one for each {@link org.ovirt.v2v.model.rpc.VerbName}. */
final class Verbs {
    private Verbs() {}

    static VerbRegistry all(
            AgentConfig config,
            Inventories inventories,
            SourceCertificates certificates,
            SourceHostKeys hostKeys,
            ExportDomains domains,
            JobService jobs,
            KvmProbe kvm,
            RecentLog log,
            RpcJson json) {
        return new VerbRegistry(List.of(
                new PingVerb(),
                new GetCapabilitiesVerb(new HostInspection(AgentVersion.current(), config, kvm)),
                new GetStatsVerb(new HostStats(), jobs),
                new GetExternalVmsVerb(inventories, json),
                new GetExternalVmNamesVerb(inventories, json),
                new ConvertExternalVmVerb(jobs, json),
                new GetConvertedVmVerb(jobs, json),
                new AbortJobVerb(jobs, json),
                new DeleteJobVerb(jobs, json),
                new GetJobVerb(jobs, json),
                new GetJobLogVerb(jobs, json),
                new ListJobsVerb(jobs),
                new OpenExportDomainVerb(domains, json),
                new CreateExportDomainVerb(domains, json),
                new ListExportedVmsVerb(domains, json),
                new RemoveExportedVmVerb(domains, json),
                new GetExportedVmOvfVerb(domains, json),
                new CheckExportDomainVerb(domains, json),
                new GetSourceCertificateVerb(certificates, json),
                new GetSourceHostKeysVerb(hostKeys, json),
                new DescribeSourceVerb(inventories, json),
                new GetAgentLogVerb(log::latest, json)));
    }
}
