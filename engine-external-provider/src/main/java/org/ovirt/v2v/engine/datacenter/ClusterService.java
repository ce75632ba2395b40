package org.ovirt.v2v.engine.datacenter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.EntityRemoval;
import org.ovirt.v2v.engine.EntityText;
import org.ovirt.v2v.engine.EntityUse;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.NoSuchEntityException;

/** Adds, changes and removes clusters. */
@ApplicationScoped
@Transactional
public class ClusterService implements EntityUse {
    private static final EntityKind KIND = EntityKind.CLUSTER;

    private final ClusterRepository clusters;
    private final DataCenterService dataCenters;
    private final EntityRemoval removal;

    public ClusterService(ClusterRepository clusters, DataCenterService dataCenters, EntityRemoval removal) {
        this.clusters = clusters;
        this.dataCenters = dataCenters;
        this.removal = removal;
    }

    public List<Cluster> list() {
        return clusters.list();
    }

    public Cluster get(UUID id) {
        return clusters.find(id).orElseThrow(() -> new NoSuchEntityException(KIND, id));
    }

    /** The cluster that a request refers to. */
    public Cluster resolve(String field, EntityReference reference) {
        return reference.resolve(field, KIND, clusters::find, clusters::findByName);
    }

    public Cluster add(ClusterRequest request) {
        new Mandatory("Cluster")
                .field("name", request.name())
                .reference("data_center", request.dataCenter())
                .requireForAdd();
        UUID id = UUID.randomUUID();
        Cluster added = new Cluster(
                id,
                freeName(id, request.name()),
                EntityText.description(request.description()),
                dataCenters.resolve("data_center", request.dataCenter()));
        clusters.add(added);
        return added;
    }

    /** Changes name and description; a cluster stays in its data center. */
    public Cluster update(UUID id, ClusterRequest request) {
        Cluster cluster = get(id);
        if (EntityReference.isGiven(request.dataCenter())
                && !dataCenters
                        .resolve("data_center", request.dataCenter())
                        .id()
                        .equals(cluster.dataCenter().id())) {
            throw new InvalidFieldException("data_center", "A cluster cannot move to another data center.");
        }
        cluster.update(
                request.name() == null ? cluster.name() : freeName(id, request.name()),
                request.description() == null ? cluster.description() : EntityText.description(request.description()));
        return cluster;
    }

    public void remove(UUID id) {
        Cluster cluster = get(id);
        removal.refuseIfUsed(KIND, id, cluster.name());
        clusters.remove(cluster);
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

    private String freeName(UUID id, String text) {
        String name = EntityText.name("name", text);
        clusters.findByName(name).filter(other -> !other.id().equals(id)).ifPresent(other -> {
            throw ConflictException.nameTaken(KIND, name);
        });
        return name;
    }
}
