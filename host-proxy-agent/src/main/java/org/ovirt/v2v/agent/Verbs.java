package org.ovirt.v2v.agent;

import java.util.ArrayList;
import java.util.List;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.host.HostInspection;
import org.ovirt.v2v.agent.host.HostStats;
import org.ovirt.v2v.agent.host.KvmProbe;
import org.ovirt.v2v.agent.job.JobService;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.VerbRegistry;
import org.ovirt.v2v.agent.rpc.verbs.ExportDomainVerbs;
import org.ovirt.v2v.agent.rpc.verbs.GetStatsVerb;
import org.ovirt.v2v.agent.rpc.verbs.HostVerbs;
import org.ovirt.v2v.agent.rpc.verbs.JobVerbs;
import org.ovirt.v2v.agent.rpc.verbs.SourceVerbs;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.Sources;
import org.ovirt.v2v.agent.source.ssh.SourceHostKeys;
import org.ovirt.v2v.agent.source.tls.SourceCertificates;

/** Makes the verbs of the agent, one for each {@link org.ovirt.v2v.model.rpc.VerbName}. */
final class Verbs {
    private Verbs() {}

    static VerbRegistry all(
            AgentConfig config,
            Sources sources,
            RecentMachines recent,
            SourceCertificates certificates,
            SourceHostKeys hostKeys,
            ExportDomains domains,
            JobService jobs,
            KvmProbe kvm,
            RecentLog log,
            RpcJson json) {
        List<Verb> verbs = new ArrayList<>();
        verbs.addAll(HostVerbs.of(new HostInspection(AgentVersion.current(), config, kvm), log::latest, json));
        verbs.add(new GetStatsVerb(new HostStats(), jobs));
        verbs.addAll(SourceVerbs.of(sources, recent, certificates, hostKeys, json));
        verbs.addAll(JobVerbs.of(jobs, json));
        verbs.addAll(ExportDomainVerbs.of(domains, json));
        return new VerbRegistry(verbs);
    }
}
