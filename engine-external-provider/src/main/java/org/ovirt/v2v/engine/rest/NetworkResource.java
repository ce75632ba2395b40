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
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.datacenter.NetworkRequest;
import org.ovirt.v2v.engine.datacenter.NetworkService;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** The networks that the interfaces of imported machines can be put on. */
@Tag(name = "Networks")
@Path(ApiPath.NETWORKS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class NetworkResource {
    private final NetworkService service;

    public NetworkResource(NetworkService service) {
        this.service = service;
    }

    @GET
    @Operation(operationId = "listNetworks", summary = "Lists the networks")
    public Element list(
            @Parameter(description = Searches.SEARCH) @QueryParam("search") String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        return OvirtType.NETWORK.list(
                Searches.of(Searches.NETWORKS, service.list(), search, caseSensitive, max).stream()
                        .map(NetworkElement::of)
                        .toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addNetwork", summary = "Adds a network to a data center")
    public RestResponse<Element> add(NetworkRequest request) {
        return Versions.created(service.add(Body.required(request)), NetworkElement::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getNetwork", summary = "Shows a network")
    public RestResponse<Element> get(@Parameter(description = "The id of the network.") @PathParam("id") String id) {
        return Versions.ok(service.get(ApiPath.id(EntityKind.NETWORK, id)), NetworkElement::of);
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateNetwork", summary = "Changes what the body names of a network")
    public RestResponse<Element> update(
            @Parameter(description = "The id of the network.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch,
            NetworkRequest request) {
        return Versions.ok(
                service.update(ApiPath.id(EntityKind.NETWORK, id), Body.required(request), Versions.expected(ifMatch)),
                NetworkElement::of);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeNetwork", summary = "Removes a network; imports that name it go on")
    public Element remove(
            @Parameter(description = "The id of the network.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch) {
        service.remove(ApiPath.id(EntityKind.NETWORK, id), Versions.expected(ifMatch));
        return Action.complete();
    }

    @GET
    @Path("{id}/vnicprofiles")
    @Operation(
            operationId = "listVnicProfilesOfNetwork",
            summary = "Lists the vNIC profile of a network, of which it has one")
    public Element profiles(
            @Parameter(description = "The id of the network.") @PathParam("id") String id,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        return OvirtType.VNIC_PROFILE.list(Stream.of(service.get(ApiPath.id(EntityKind.NETWORK, id)))
                .limit(Searches.most(max))
                .map(NetworkElement::profile)
                .toList());
    }
}
