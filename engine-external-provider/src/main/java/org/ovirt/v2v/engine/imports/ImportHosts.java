package org.ovirt.v2v.engine.imports;

import jakarta.enterprise.context.ApplicationScoped;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.host.HostAddress;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.host.ProxyHostRepository;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Finds the agents of imports; looked up each time since an admin may change the address of a host. */
@ApplicationScoped
public class ImportHosts {
    private final ProxyHostRepository hosts;

    public ImportHosts(ProxyHostRepository hosts) {
        this.hosts = hosts;
    }

    HostAddress agent(NamedId host) {
        return hosts.find(host.id())
                .map(ProxyHost::agent)
                .orElseThrow(() -> new FailureException(
                        FailureCode.HOST_UNREACHABLE, "The proxy host " + host.name() + " has been removed."));
    }

    /** Whether the host could not be asked at all, so that nothing is known of its jobs. */
    static boolean isSilence(Failure failure) {
        return failure.code() == FailureCode.HOST_UNREACHABLE || failure.code() == FailureCode.HOST_CERTIFICATE_REFUSED;
    }
}
