package org.ovirt.v2v.engine.imports.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.HostMonitor;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.engine.imports.NamedId;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Finds the agents of imports; looked up each time since an admin may change the address of a host. */
@ApplicationScoped
public class ImportHosts {
    private static final Duration HOLDS = Duration.ofSeconds(5);

    private final ProxyHostRepository hosts;
    private final HostMonitor monitor;
    private final Cache<UUID, Optional<HostAddress>> agents =
            Caffeine.newBuilder().expireAfterWrite(HOLDS).build();

    public ImportHosts(ProxyHostRepository hosts, HostMonitor monitor) {
        this.hosts = hosts;
        this.monitor = monitor;
    }

    public HostAddress agent(NamedId host) {
        return hosts.find(host.id())
                .map(ProxyHost::agent)
                .orElseThrow(() -> new FailureException(
                        FailureCode.HOST_UNREACHABLE, "The proxy host " + host.name() + " has been removed."));
    }

    /**
     * Whether this is the agent of the host. The answer may be some seconds old, since it is asked for with every event; what is
     * missed by that is asked for later.
     */
    public boolean isAgentOf(NamedId host, HostAddress agent) {
        return agents.get(host.id(), id -> hosts.find(id).map(ProxyHost::agent))
                .filter(agent::equals)
                .isPresent();
    }

    /** The host has not answered, so that it is not to be taken for being up any longer. */
    public void doubt(NamedId host) {
        hosts.find(host.id()).map(ProxyHost::agent).ifPresent(monitor::doubt);
    }

    /** Whether the host is still registered. */
    public boolean exists(NamedId host) {
        return hosts.find(host.id()).isPresent();
    }

    /** Whether what was asked is asked again later, as the host said nothing about it: it was silent, or had too much to do. */
    public static boolean isAskedAgain(Failure failure) {
        return isSilence(failure) || failure.code() == FailureCode.HOST_BUSY;
    }

    /** Whether the host could not be asked at all, so that nothing is known of its jobs. */
    public static boolean isSilence(Failure failure) {
        return failure.code() == FailureCode.HOST_UNREACHABLE || failure.code() == FailureCode.HOST_CERTIFICATE_REFUSED;
    }
}
