package org.ovirt.v2v.engine.rest;

import java.util.List;
import java.util.Locale;
import org.ovirt.v2v.engine.host.HostStatus;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/**
 * A proxy host, as oVirt writes it, with members of our own from {@code v2v} on.
 *
 * @param memory bytes; null if the agent cannot be asked
 * @param v2v what the host can do; null if the agent cannot be asked
 * @param problems why it cannot convert; empty if nothing keeps it from that
 * @param warnings what is going to keep it from that, such as a certificate that expires soon
 */
public record HostRepresentation(
        String id,
        String href,
        String name,
        String address,
        int port,
        String status,
        EntityLink cluster,
        Long memory,
        V2v v2v,
        List<Failure> problems,
        List<Failure> warnings) {
    private static final long MEBIBYTE = 1L << 20;

    /** What the host's agent tells of itself. */
    public record V2v(
            String version,
            String agentVersion,
            String operatingSystem,
            int cpuThreads,
            Boolean kvmWorks,
            List<String> nbdkitPlugins,
            String virtioWin,
            long temporaryFree) {
        static V2v of(HostCapabilities capabilities) {
            return new V2v(
                    capabilities.v2vVersion(),
                    capabilities.agentVersion(),
                    capabilities.operatingSystem(),
                    capabilities.cpuThreads(),
                    capabilities.kvmWorks(),
                    capabilities.nbdkitPlugins(),
                    capabilities.virtioWin(),
                    capabilities.temporaryFree());
        }
    }

    static HostRepresentation of(ProxyHost host, HostStatus status) {
        EntityLink link = EntityLink.of(host);
        return new HostRepresentation(
                link.id(),
                link.href(),
                link.name(),
                host.agent().address(),
                host.agent().port(),
                status.state().name().toLowerCase(Locale.ROOT),
                EntityLink.of(host.cluster()),
                status.capabilities()
                        .map(capabilities -> capabilities.memoryMiB() * MEBIBYTE)
                        .orElse(null),
                status.capabilities().map(V2v::of).orElse(null),
                status.capabilities()
                        .map(HostCapabilities::problems)
                        .filter(problems -> !problems.isEmpty())
                        .orElseGet(() -> status.failure().stream().toList()),
                status.capabilities().map(HostCapabilities::warnings).orElse(List.of()));
    }
}
