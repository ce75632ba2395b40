package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.datacenter.Cluster;
import org.ovirt.v2v.engine.datacenter.ClusterRequest;
import org.ovirt.v2v.engine.datacenter.ClusterService;

/** The collection of clusters. */
@Tag(name = "Clusters")
@Path(ApiPath.CLUSTERS)
public class ClusterResource {
    private final ClusterService service;

    public ClusterResource(ClusterService service) {
        this.service = service;
    }

    @GET
    @Operation(operationId = "listClusters", summary = "Lists the clusters")
    public Clusters list() {
        return new Clusters(service.list().stream().map(Representation::of).toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addCluster", summary = "Adds a cluster to a data center")
    public RestResponse<Representation> add(ClusterRequest request) {
        return Versions.created(service.add(Body.required(request)), Representation::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getCluster", summary = "Shows a cluster")
    public RestResponse<Representation> get(
            @Parameter(description = "The id of the cluster.") @PathParam("id") String id) {
        return Versions.ok(service.get(ApiPath.id(EntityKind.CLUSTER, id)), Representation::of);
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateCluster", summary = "Changes what the body names of a cluster")
    public RestResponse<Representation> update(
            @Parameter(description = "The id of the cluster.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch,
            ClusterRequest request) {
        return Versions.ok(
                service.update(ApiPath.id(EntityKind.CLUSTER, id), Body.required(request), Versions.expected(ifMatch)),
                Representation::of);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeCluster", summary = "Removes a cluster that nothing belongs to")
    public Action remove(
            @Parameter(description = "The id of the cluster.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch) {
        service.remove(ApiPath.id(EntityKind.CLUSTER, id), Versions.expected(ifMatch));
        return Action.COMPLETE;
    }

    /** The list, as oVirt writes it. */
    public record Clusters(List<Representation> cluster) {}

    /** A cluster, as oVirt writes it. */
    @Schema(name = "ClusterRepresentation")
    public record Representation(String id, String href, String name, String description, EntityLink dataCenter) {
        static Representation of(Cluster cluster) {
            EntityLink link = EntityLink.of(cluster);
            return new Representation(
                    link.id(), link.href(), link.name(), cluster.description(), EntityLink.of(cluster.dataCenter()));
        }
    }
}
