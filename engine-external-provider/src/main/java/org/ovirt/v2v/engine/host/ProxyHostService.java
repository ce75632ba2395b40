package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.EntityUse;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.NetworkAddress;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.administration.EntityAdministration;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.ClusterRepository;
import org.ovirt.v2v.model.rpc.AgentEndpoint;

/** Adds, changes and removes proxy hosts. A host is only added when its agent answers and has virt-v2v. */
@ApplicationScoped
public class ProxyHostService implements EntityUse {
    private final ProxyHostRepository hosts;
    private final ClusterRepository clusters;
    private final HostMonitor monitor;
    private final EntityRemoval removal;
    private final EntityAdministration administration;
    private final CurrentAccess access;

    public ProxyHostService(
            ProxyHostRepository hosts,
            ClusterRepository clusters,
            HostMonitor monitor,
            EntityRemoval removal,
            EntityAdministration administration,
            CurrentAccess access) {
        this.access = access;
        this.hosts = hosts;
        this.clusters = clusters;
        this.monitor = monitor;
        this.removal = removal;
        this.administration = administration;
    }

    public List<ProxyHost> list() {
        return access.visible(hosts.list(), host -> host.dataCenter().id());
    }

    public ProxyHost get(UUID id) {
        return access.visible(EntityKind.PROXY_HOST, id, hosts.get(id), host -> host.dataCenter()
                .id());
    }

    public ProxyHost add(ProxyHostRequest request) {
        new Mandatory("Host")
                .field("name", request.name())
                .field("address", request.address())
                .reference("cluster", request.cluster())
                .requireForAdd();
        return administration.add(hosts, request.name(), () -> {
            ProxyHost added = checked(request);
            requireTool(added.name(), added.agent());
            return added;
        });
    }

    public ProxyHost update(UUID id, ProxyHostRequest request, Expected expected) {
        ProxyHost known = get(id);
        HostAddress old = known.agent();
        ProxyHost changed = administration.update(hosts, known, expected, () -> {
            String name = hosts.changedName(known, request.name());
            HostAddress agent = agent(
                    request.address() == null ? old.address() : request.address(),
                    request.port() == null ? old.port() : request.port());
            Cluster cluster = clusters.given("cluster", request.cluster()).orElse(known.cluster());
            if (!cluster.dataCenter().id().equals(known.dataCenter().id())) {
                removal.refuseIfUsed(hosts.kind(), id, known.name());
            }
            if (!agent.equals(old)) {
                requireTool(name, freeAgent(id, agent));
            }
            return found -> found.update(name, agent, cluster);
        });
        if (!changed.agent().equals(old)) {
            monitor.forget(old);
        }
        return changed;
    }

    public void remove(UUID id, Expected expected) {
        ProxyHost known = get(id);
        administration.remove(hosts, known, expected);
        monitor.forget(known.agent());
    }

    @Override
    public List<String> usersOf(EntityKind kind, UUID id) {
        return hosts.users(
                host -> kind == EntityKind.CLUSTER && host.cluster().id().equals(id));
    }

    private void requireTool(String name, HostAddress agent) {
        HostStatus status = monitor.ask(name, agent);
        if (!status.hasTool()) {
            throw new FailureException(status.failure().orElseThrow());
        }
    }

    static HostAddress agent(String text, int port) {
        NetworkAddress address = NetworkAddress.parse("address", text);
        if (address.port() != 0) {
            throw new InvalidFieldException("address", "The port belongs into the field port.");
        }
        if (address.host().contains("_")) {
            // Java checks no certificate for such a name
            throw new InvalidFieldException(
                    "address",
                    "The name " + address.host()
                            + " has an underscore, so that no certificate can be checked for it. Give"
                            + " another name of the host, or its IP address, and make a certificate for that (v2v-pki host).");
        }
        return new HostAddress(address.host(), NetworkAddress.checkPort("port", port));
    }

    private HostAddress freeAgent(UUID id, HostAddress agent) {
        hosts.list().stream()
                .filter(other -> other.agent().equals(agent) && !other.id().equals(id))
                .findFirst()
                .ifPresent(other -> {
                    throw new ConflictException(
                            "The agent at " + agent.address() + ", port " + agent.port()
                                    + ", is registered already as the proxy host " + other.name() + ".",
                            "Use that host, or give another address.");
                });
        return agent;
    }

    private ProxyHost checked(ProxyHostRequest request) {
        UUID id = UUID.randomUUID();
        int port = request.port() == null ? AgentEndpoint.DEFAULT_PORT : request.port();
        return new ProxyHost(
                id,
                hosts.newName(request.name()),
                freeAgent(id, agent(request.address(), port)),
                clusters.resolve("cluster", request.cluster()));
    }
}
