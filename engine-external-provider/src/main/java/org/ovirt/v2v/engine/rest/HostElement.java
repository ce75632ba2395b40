package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.List;
import org.ovirt.engine.sdk4.builders.CpuBuilder;
import org.ovirt.engine.sdk4.builders.CpuTopologyBuilder;
import org.ovirt.engine.sdk4.builders.HostBuilder;
import org.ovirt.engine.sdk4.types.HostStatus;
import org.ovirt.engine.sdk4.types.HostType;
import org.ovirt.v2v.engine.host.ProxyHost;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/**
 * A proxy host as oVirt's element, with members of our own: {@code v2v} says what its agent tells of itself, {@code problems} why it
 * cannot convert, {@code warnings} what is going to keep it from that, such as a certificate that expires soon.
 */
@Singleton
public class HostElement {
    private static final long MEBIBYTE = 1L << 20;

    private final ObjectMapper json;

    public HostElement(ObjectMapper json) {
        this.json = json;
    }

    Element of(ProxyHost host, org.ovirt.v2v.engine.host.HostStatus status) {
        HostBuilder element = References.host(host)
                .address(host.agent().address())
                .port(host.agent().port())
                .status(status(status))
                .type(HostType.RHEL)
                .cluster(References.cluster(host.cluster()));
        status.capabilities().ifPresent(capabilities -> element.memory(capabilities.memoryMiB() * MEBIBYTE)
                .cpu(new CpuBuilder()
                        .topology(new CpuTopologyBuilder()
                                .sockets(1)
                                .cores(capabilities.cpuThreads())
                                .threads(1))));
        List<Failure> warnings =
                status.capabilities().map(HostCapabilities::warnings).orElse(List.of());
        return OvirtType.HOST
                .one(element.build())
                .with("v2v", json.valueToTree(status.capabilities().map(V2v::of).orElse(null)))
                .with("problems", json.valueToTree(status.problems()))
                .with("warnings", json.valueToTree(warnings))
                .withActions(ApiPath.HOSTS + "/" + host.id(), "fence");
    }

    private static HostStatus status(org.ovirt.v2v.engine.host.HostStatus status) {
        return switch (status.state()) {
            case UP -> HostStatus.UP;
            case NON_OPERATIONAL -> HostStatus.NON_OPERATIONAL;
            case NON_RESPONSIVE -> HostStatus.NON_RESPONSIVE;
        };
    }

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
}
