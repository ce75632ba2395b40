package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.EntityUse;
import org.ovirt.v2v.engine.Expected;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.administration.EntityAdministration;

/** Adds, changes and removes clusters. */
@ApplicationScoped
public class ClusterService implements EntityUse {
    private final ClusterRepository clusters;
    private final DataCenterRepository dataCenters;
    private final EntityAdministration administration;
    private final CurrentAccess access;

    public ClusterService(
            ClusterRepository clusters,
            DataCenterRepository dataCenters,
            EntityAdministration administration,
            CurrentAccess access) {
        this.access = access;
        this.clusters = clusters;
        this.dataCenters = dataCenters;
        this.administration = administration;
    }

    public List<Cluster> list() {
        return access.visible(clusters.list(), cluster -> cluster.dataCenter().id());
    }

    public Cluster get(UUID id) {
        return access.visible(EntityKind.CLUSTER, id, clusters.get(id), cluster -> cluster.dataCenter()
                .id());
    }

    public Cluster add(ClusterRequest request) {
        new Mandatory("Cluster")
                .field("name", request.name())
                .reference("data_center", request.dataCenter())
                .requireForAdd();
        return administration.add(
                clusters,
                request.name(),
                () -> new Cluster(
                        UUID.randomUUID(),
                        clusters.newName(request.name()),
                        EntityText.description(request.description()),
                        dataCenters.resolve("data_center", request.dataCenter())));
    }

    /** Changes name and description; a cluster stays in its data center. */
    public Cluster update(UUID id, ClusterRequest request, Expected expected) {
        Cluster known = get(id);
        return administration.update(clusters, known, expected, () -> {
            dataCenters.requireSame(
                    known.dataCenter(), request.dataCenter(), "A cluster cannot move to another data center.");
            String name = clusters.changedName(known, request.name());
            String description = EntityText.changedDescription(known.description(), request.description());
            return found -> found.update(name, description);
        });
    }

    public void remove(UUID id, Expected expected) {
        administration.remove(clusters, get(id), expected);
    }

    @Override
    public List<String> usersOf(EntityKind kind, UUID id) {
        return clusters.users(cluster ->
                kind == EntityKind.DATA_CENTER && cluster.dataCenter().id().equals(id));
    }
}
