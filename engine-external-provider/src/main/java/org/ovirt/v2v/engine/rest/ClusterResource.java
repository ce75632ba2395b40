package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.ClusterRequest;
import org.ovirt.v2v.engine.datacenter.ClusterService;

/** The collection of clusters. */
@Path(ApiPath.CLUSTERS)
public class ClusterResource {
    private final ClusterService service;

    public ClusterResource(ClusterService service) {
        this.service = service;
    }

    @GET
    public Clusters list() {
        return new Clusters(service.list().stream().map(Representation::of).toList());
    }

    @POST
    @ResponseStatus(201)
    public Representation add(ClusterRequest request) {
        return Representation.of(service.add(Body.required(request)));
    }

    @GET
    @Path("{id}")
    public Representation get(@PathParam("id") String id) {
        return Representation.of(service.get(ApiPath.id(EntityKind.CLUSTER, id)));
    }

    @PUT
    @Path("{id}")
    public Representation update(@PathParam("id") String id, ClusterRequest request) {
        return Representation.of(service.update(ApiPath.id(EntityKind.CLUSTER, id), Body.required(request)));
    }

    @DELETE
    @Path("{id}")
    public Action remove(@PathParam("id") String id) {
        service.remove(ApiPath.id(EntityKind.CLUSTER, id));
        return Action.COMPLETE;
    }

    /** The list, as oVirt writes it. */
    public record Clusters(List<Representation> cluster) {}

    /** A cluster, as oVirt writes it. */
    public record Representation(String id, String href, String name, String description, EntityLink dataCenter) {
        static Representation of(Cluster cluster) {
            EntityLink link = EntityLink.of(cluster);
            return new Representation(
                    link.id(), link.href(), link.name(), cluster.description(), EntityLink.of(cluster.dataCenter()));
        }
    }
}
