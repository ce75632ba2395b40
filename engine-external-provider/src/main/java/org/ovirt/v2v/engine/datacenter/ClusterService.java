package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.EntityUse;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.audit.Administration;
import org.ovirt.v2v.engine.audit.AdministrationLog;

/** Adds, changes and removes clusters. */
@ApplicationScoped
public class ClusterService implements EntityUse {
    private static final EntityKind KIND = EntityKind.CLUSTER;

    private final ClusterRepository clusters;
    private final DataCenterService dataCenters;
    private final EntityRemoval removal;
    private final AdministrationLog log;

    public ClusterService(
            ClusterRepository clusters, DataCenterService dataCenters, EntityRemoval removal, AdministrationLog log) {
        this.clusters = clusters;
        this.dataCenters = dataCenters;
        this.removal = removal;
        this.log = log;
    }

    public List<Cluster> list() {
        return clusters.list();
    }

    public Cluster get(UUID id) {
        return clusters.get(id);
    }

    /** The cluster that a request refers to. */
    public Cluster resolve(String field, EntityReference reference) {
        return clusters.resolve(field, reference);
    }

    public Cluster add(ClusterRequest request) {
        new Mandatory("Cluster")
                .field("name", request.name())
                .reference("data_center", request.dataCenter())
                .requireForAdd();
        return log.attempt(Administration.ADD_CLUSTER, request.name(), () -> {
            Cluster added = new Cluster(
                    UUID.randomUUID(),
                    freeName(Optional.empty(), request.name()),
                    EntityText.description(request.description()),
                    dataCenters.resolve("data_center", request.dataCenter()));
            return log.change(Administration.ADD_CLUSTER, () -> clusters.add(added));
        });
    }

    /** Changes name and description; a cluster stays in its data center. */
    public Cluster update(UUID id, ClusterRequest request, Expected expected) {
        Cluster known = get(id);
        return log.attempt(Administration.UPDATE_CLUSTER, known, () -> {
            expected.require(KIND, known);
            requireSameDataCenter(known, request.dataCenter());
            String name = request.name() == null ? known.name() : freeName(Optional.of(id), request.name());
            String description =
                    request.description() == null ? known.description() : EntityText.description(request.description());
            return log.change(
                    Administration.UPDATE_CLUSTER,
                    () -> clusters.update(known, found -> found.update(name, description)));
        });
    }

    public void remove(UUID id, Expected expected) {
        Cluster cluster = get(id);
        log.attempt(Administration.REMOVE_CLUSTER, cluster, () -> {
            expected.require(KIND, cluster);
            removal.remove(
                    KIND,
                    cluster,
                    () -> log.removal(Administration.REMOVE_CLUSTER, cluster, () -> clusters.remove(cluster)));
            return cluster;
        });
    }

    @Override
    public List<String> usersOf(EntityKind kind, UUID id) {
        return kind == EntityKind.DATA_CENTER
                ? list().stream()
                        .filter(cluster -> cluster.dataCenter().id().equals(id))
                        .map(cluster -> KIND.words() + " " + cluster.name())
                        .toList()
                : List.of();
    }

    private void requireSameDataCenter(Cluster cluster, EntityReference wanted) {
        if (EntityReference.isGiven(wanted)
                && !dataCenters
                        .resolve("data_center", wanted)
                        .id()
                        .equals(cluster.dataCenter().id())) {
            throw new InvalidFieldException("data_center", "A cluster cannot move to another data center.");
        }
    }

    private String freeName(Optional<UUID> own, String text) {
        return clusters.freeName(own, EntityText.name("name", text));
    }
}
