package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.datacenter.ClusterRequest;
import org.ovirt.v2v.engine.datacenter.ClusterService;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** The collection of clusters. */
@Tag(name = "Clusters")
@Path(ApiPath.CLUSTERS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class ClusterResource {
    private final ClusterService service;

    public ClusterResource(ClusterService service) {
        this.service = service;
    }

    @GET
    @Operation(operationId = "listClusters", summary = "Lists the clusters")
    public Element list(
            @Parameter(description = Searches.SEARCH) @QueryParam("search") String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        return OvirtType.CLUSTER.list(
                Searches.of(Searches.CLUSTERS, service.list(), search, caseSensitive, max).stream()
                        .map(ClusterElement::of)
                        .toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addCluster", summary = "Adds a cluster to a data center")
    public RestResponse<Element> add(ClusterRequest request) {
        return Versions.created(service.add(Body.required(request)), ClusterElement::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getCluster", summary = "Shows a cluster")
    public RestResponse<Element> get(@Parameter(description = "The id of the cluster.") @PathParam("id") String id) {
        return Versions.ok(service.get(ApiPath.id(EntityKind.CLUSTER, id)), ClusterElement::of);
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateCluster", summary = "Changes what the body names of a cluster")
    public RestResponse<Element> update(
            @Parameter(description = "The id of the cluster.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch,
            ClusterRequest request) {
        return Versions.ok(
                service.update(ApiPath.id(EntityKind.CLUSTER, id), Body.required(request), Versions.expected(ifMatch)),
                ClusterElement::of);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeCluster", summary = "Removes a cluster that nothing belongs to")
    public Element remove(
            @Parameter(description = "The id of the cluster.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch) {
        service.remove(ApiPath.id(EntityKind.CLUSTER, id), Versions.expected(ifMatch));
        return Action.complete();
    }
}
