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
import org.ovirt.v2v.engine.datacenter.DataCenterRequest;
import org.ovirt.v2v.engine.datacenter.DataCenterService;
import org.ovirt.v2v.engine.rest.Searches.ShownDataCenter;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.storage.StorageDomainService;

/** The collection of data centers. */
@Tag(name = "Data centers")
@Path(ApiPath.DATA_CENTERS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class DataCenterResource {
    private final DataCenterService service;
    private final StorageDomainService domains;

    public DataCenterResource(DataCenterService service, StorageDomainService domains) {
        this.service = service;
        this.domains = domains;
    }

    @GET
    @Operation(operationId = "listDataCenters", summary = "Lists the data centers")
    public Element list(
            @Parameter(description = Searches.SEARCH) @QueryParam("search") String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        Stream<ShownDataCenter> all = ShownDataCenter.all(service.list(), domains.list());
        return OvirtType.DATA_CENTER.list(Searches.dataCenters(all, search, caseSensitive, max).stream()
                .map(DataCenterElement::of)
                .toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addDataCenter", summary = "Adds a data center")
    public RestResponse<Element> add(DataCenterRequest request) {
        return Versions.created(service.add(Body.required(request)), DataCenterElement::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getDataCenter", summary = "Shows a data center")
    public RestResponse<Element> get(
            @Parameter(description = "The id of the data center.") @PathParam("id") String id) {
        return Versions.ok(service.get(ApiPath.id(EntityKind.DATA_CENTER, id)), DataCenterElement::of);
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateDataCenter", summary = "Changes what the body names of a data center")
    public RestResponse<Element> update(
            @Parameter(description = "The id of the data center.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch,
            DataCenterRequest request) {
        return Versions.ok(
                service.update(
                        ApiPath.id(EntityKind.DATA_CENTER, id), Body.required(request), Versions.expected(ifMatch)),
                DataCenterElement::of);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeDataCenter", summary = "Removes a data center that nothing belongs to")
    public Element remove(
            @Parameter(description = "The id of the data center.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch) {
        service.remove(ApiPath.id(EntityKind.DATA_CENTER, id), Versions.expected(ifMatch));
        return Action.complete();
    }
}
