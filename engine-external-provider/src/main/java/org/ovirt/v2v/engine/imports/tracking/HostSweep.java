package org.ovirt.v2v.engine.imports.tracking;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.PeriodicTasks;
import org.ovirt.v2v.engine.host.HostGateway;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.imports.ImportAttempt;
import org.ovirt.v2v.engine.imports.ImportBoard;
import org.ovirt.v2v.engine.imports.ImportSettings;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.engine.imports.run.ImportHosts;
import org.ovirt.v2v.engine.peers.Leases;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then at the proxy hosts that no import runs on, which nobody else does: a job there whose attempt has ended is
 * stopped, and one that nobody knows is reported. Of several engines one looks.
 */
@ApplicationScoped
public class HostSweep {
    private static final Logger LOG = LoggerFactory.getLogger(HostSweep.class);
    private static final String LEASE = "host-sweep";

    private final ProxyHostRepository hosts;
    private final HostGateway gateway;
    private final ImportBoard board;
    private final UnwantedJobs jobs;
    private final HostPresence presence;
    private final Leases leases;
    private final Duration interval;
    private final PeriodicTasks timer = new PeriodicTasks("host-sweep");

    public HostSweep(
            ProxyHostRepository hosts,
            HostGateway gateway,
            ImportBoard board,
            UnwantedJobs jobs,
            HostPresence presence,
            Leases leases,
            ImportSettings settings) {
        this.interval = settings.sweepInterval();
        this.hosts = hosts;
        this.gateway = gateway;
        this.board = board;
        this.jobs = jobs;
        this.presence = presence;
        this.leases = leases;
    }

    void begin() {
        timer.every(interval, this::sweep);
    }

    @PreDestroy
    void end() {
        timer.end();
    }

    /** Looks at them now; in the background it is done by itself. */
    public void sweep() {
        try {
            if (leases.take(LEASE).isPresent()) {
                Set<UUID> inUse = board.onHosts().map(each -> each.host().id()).collect(Collectors.toSet());
                hosts.list().stream().filter(host -> !inUse.contains(host.id())).forEach(this::look);
            }
        } catch (RuntimeException e) {
            LOG.warn("The proxy hosts without imports cannot be looked at now: {}", e.toString());
        }
    }

    private void look(ProxyHost host) {
        NamedId named = new NamedId(host.id(), host.name());
        try {
            List<ImportAttempt> owed = jobs.owedBy(named);
            jobs.settle(named, host.agent(), owed, gateway.jobsById(host.agent()));
            presence.answers(named);
        } catch (FailureException e) {
            if (ImportHosts.isSilence(e.failure())) {
                presence.silent(named, e.failure());
            }
            LOG.debug("The jobs of the proxy host {} cannot be listed: {}", host.name(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("The jobs of the proxy host {} could not be looked at", host.name(), e);
        }
    }
}
