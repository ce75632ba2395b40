package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.model.rpc.ConversionLog;
import org.ovirt.v2v.model.rpc.JobLogParams;
import org.ovirt.v2v.model.rpc.JobLogPart;

/** What virt-v2v wrote, which stays on the proxy hosts: they keep it for a while after an attempt has ended. */
@ApplicationScoped
public class ConversionLogs {
    /** As much as an agent sends at once. */
    private static final int LARGEST_PART = 256 * 1024;

    private final HostGateway gateway;
    private final ProxyHostRepository hosts;

    public ConversionLogs(HostGateway gateway, ProxyHostRepository hosts) {
        this.gateway = gateway;
        this.hosts = hosts;
    }

    /**
     * Part of a log. Empty if there is none any more, or its proxy host has been removed.
     *
     * @param offset of the first byte that is wanted
     * @param length how many bytes at most; fewer can be handed out although there are more
     */
    public Optional<JobLogPart> part(ImportAttempt attempt, ConversionLog log, long offset, long length) {
        JobLogParams wanted =
                new JobLogParams(attempt.jobId(), log, offset, (int) Math.min(Math.max(0, length), LARGEST_PART));
        return hosts.find(attempt.host().id()).flatMap(host -> gateway.jobLog(host.agent(), wanted));
    }
}
