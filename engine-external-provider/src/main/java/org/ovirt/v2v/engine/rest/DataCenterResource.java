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
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterRequest;
import org.ovirt.v2v.engine.datacenter.DataCenterService;

/** The collection of data centers. */
@Tag(name = "Data centers")
@Path(ApiPath.DATA_CENTERS)
public class DataCenterResource {
    private final DataCenterService service;

    public DataCenterResource(DataCenterService service) {
        this.service = service;
    }

    @GET
    @Operation(operationId = "listDataCenters", summary = "Lists the data centers")
    public DataCenters list() {
        return new DataCenters(service.list().stream().map(Representation::of).toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addDataCenter", summary = "Adds a data center")
    public RestResponse<Representation> add(DataCenterRequest request) {
        return Versions.created(service.add(Body.required(request)), Representation::of);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getDataCenter", summary = "Shows a data center")
    public RestResponse<Representation> get(
            @Parameter(description = "The id of the data center.") @PathParam("id") String id) {
        return Versions.ok(service.get(ApiPath.id(EntityKind.DATA_CENTER, id)), Representation::of);
    }

    @PUT
    @Path("{id}")
    @Operation(operationId = "updateDataCenter", summary = "Changes what the body names of a data center")
    public RestResponse<Representation> update(
            @Parameter(description = "The id of the data center.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch,
            DataCenterRequest request) {
        return Versions.ok(
                service.update(
                        ApiPath.id(EntityKind.DATA_CENTER, id), Body.required(request), Versions.expected(ifMatch)),
                Representation::of);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeDataCenter", summary = "Removes a data center that nothing belongs to")
    public Action remove(
            @Parameter(description = "The id of the data center.") @PathParam("id") String id,
            @Parameter(description = Versions.MEANING) @HeaderParam(Versions.IF_MATCH) String ifMatch) {
        service.remove(ApiPath.id(EntityKind.DATA_CENTER, id), Versions.expected(ifMatch));
        return Action.COMPLETE;
    }

    /** The list, as oVirt writes it. */
    public record DataCenters(List<Representation> dataCenter) {}

    /** A data center, as oVirt writes it. */
    @Schema(name = "DataCenterRepresentation")
    public record Representation(String id, String href, String name, String description, String status) {
        static Representation of(DataCenter dataCenter) {
            EntityLink link = EntityLink.of(dataCenter);
            return new Representation(link.id(), link.href(), link.name(), dataCenter.description(), "up");
        }
    }
}
