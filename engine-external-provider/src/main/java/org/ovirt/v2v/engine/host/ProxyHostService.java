package org.ovirt.v2v.engine.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.EntityUse;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.NetworkAddress;
import org.ovirt.v2v.engine.audit.Administration;
import org.ovirt.v2v.engine.audit.AdministrationLog;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.ClusterService;

/** Adds, changes and removes proxy hosts. A host is only added when its agent answers and has virt-v2v. */
@ApplicationScoped
public class ProxyHostService implements EntityUse {
    private static final EntityKind KIND = EntityKind.PROXY_HOST;

    private final ProxyHostRepository hosts;
    private final ClusterService clusters;
    private final HostMonitor monitor;
    private final EntityRemoval removal;
    private final AdministrationLog log;

    public ProxyHostService(
            ProxyHostRepository hosts,
            ClusterService clusters,
            HostMonitor monitor,
            EntityRemoval removal,
            AdministrationLog log) {
        this.hosts = hosts;
        this.clusters = clusters;
        this.monitor = monitor;
        this.removal = removal;
        this.log = log;
    }

    public List<ProxyHost> list() {
        return hosts.list();
    }

    public ProxyHost get(UUID id) {
        return hosts.get(id);
    }

    /** The host that a request refers to. */
    public ProxyHost resolve(String field, EntityReference reference) {
        return hosts.resolve(field, reference);
    }

    public ProxyHost add(ProxyHostRequest request) {
        new Mandatory("Host")
                .field("name", request.name())
                .field("address", request.address())
                .reference("cluster", request.cluster())
                .requireForAdd();
        return log.attempt(Administration.ADD_HOST, request.name(), () -> {
            ProxyHost added = checked(request);
            requireTool(added.name(), added.agent());
            return log.change(Administration.ADD_HOST, () -> hosts.add(added));
        });
    }

    public ProxyHost update(UUID id, ProxyHostRequest request, Expected expected) {
        ProxyHost host = get(id);
        return log.attempt(Administration.UPDATE_HOST, host, () -> {
            expected.require(KIND, host);
            HostAddress old = host.agent();
            String name = request.name() == null ? host.name() : freeName(Optional.of(id), request.name());
            HostAddress agent = agent(
                    request.address() == null ? old.address() : request.address(),
                    request.port() == null ? old.port() : request.port());
            Cluster cluster = EntityReference.isGiven(request.cluster())
                    ? clusters.resolve("cluster", request.cluster())
                    : host.cluster();
            if (!cluster.dataCenter().id().equals(host.dataCenter().id())) {
                removal.refuseIfUsed(KIND, id, host.name());
            }
            if (!agent.equals(old)) {
                requireTool(name, freeAgent(id, agent));
            }
            ProxyHost changed = log.change(
                    Administration.UPDATE_HOST, () -> hosts.update(host, found -> found.update(name, agent, cluster)));
            if (!agent.equals(old)) {
                monitor.forget(old);
            }
            return changed;
        });
    }

    public void remove(UUID id, Expected expected) {
        ProxyHost host = get(id);
        log.attempt(Administration.REMOVE_HOST, host, () -> {
            expected.require(KIND, host);
            removal.remove(KIND, host, () -> log.removal(Administration.REMOVE_HOST, host, () -> hosts.remove(host)));
            monitor.forget(host.agent());
            return host;
        });
    }

    @Override
    public List<String> usersOf(EntityKind kind, UUID id) {
        return kind == EntityKind.CLUSTER
                ? list().stream()
                        .filter(host -> host.cluster().id().equals(id))
                        .map(host -> KIND.words() + " " + host.name())
                        .toList()
                : List.of();
    }

    private void requireTool(String name, HostAddress agent) {
        HostStatus status = monitor.ask(name, agent);
        if (!status.hasTool()) {
            throw new FailureException(status.failure().orElseThrow());
        }
    }

    private static HostAddress agent(String text, int port) {
        NetworkAddress address = NetworkAddress.parse("address", text);
        if (address.port() != 0) {
            throw new InvalidFieldException("address", "The port belongs into the field port.");
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
        int port = request.port() == null ? ProxyHost.DEFAULT_PORT : request.port();
        return new ProxyHost(
                id,
                freeName(Optional.empty(), request.name()),
                freeAgent(id, agent(request.address(), port)),
                clusters.resolve("cluster", request.cluster()));
    }

    private String freeName(Optional<UUID> own, String text) {
        return hosts.freeName(own, EntityText.name("name", text));
    }
}
