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
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterRequest;
import org.ovirt.v2v.engine.datacenter.DataCenterService;

/** The collection of data centers. */
@Path(ApiPath.DATA_CENTERS)
public class DataCenterResource {
    private final DataCenterService service;

    public DataCenterResource(DataCenterService service) {
        this.service = service;
    }

    @GET
    public DataCenters list() {
        return new DataCenters(service.list().stream().map(Representation::of).toList());
    }

    @POST
    @ResponseStatus(201)
    public Representation add(DataCenterRequest request) {
        return Representation.of(service.add(Body.required(request)));
    }

    @GET
    @Path("{id}")
    public Representation get(@PathParam("id") String id) {
        return Representation.of(service.get(ApiPath.id(EntityKind.DATA_CENTER, id)));
    }

    @PUT
    @Path("{id}")
    public Representation update(@PathParam("id") String id, DataCenterRequest request) {
        return Representation.of(service.update(ApiPath.id(EntityKind.DATA_CENTER, id), Body.required(request)));
    }

    @DELETE
    @Path("{id}")
    public Action remove(@PathParam("id") String id) {
        service.remove(ApiPath.id(EntityKind.DATA_CENTER, id));
        return Action.COMPLETE;
    }

    /** The list, as oVirt writes it. */
    public record DataCenters(List<Representation> dataCenter) {}

    /** A data center, as oVirt writes it. */
    public record Representation(String id, String href, String name, String description, String status) {
        static Representation of(DataCenter dataCenter) {
            EntityLink link = EntityLink.of(dataCenter);
            return new Representation(link.id(), link.href(), link.name(), dataCenter.description(), "up");
        }
    }
}
