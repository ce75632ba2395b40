package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.datacenter.NetworkService;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** The vNIC profiles: each network has the one that oVirt makes with it. */
@Tag(name = "Networks")
@Path(ApiPath.VNIC_PROFILES)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class VnicProfileResource {
    private final NetworkService networks;

    public VnicProfileResource(NetworkService networks) {
        this.networks = networks;
    }

    @GET
    @Operation(operationId = "listVnicProfiles", summary = "Lists the vNIC profiles, one for each network")
    public Element list(@Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        return OvirtType.VNIC_PROFILE.list(networks.list().stream()
                .limit(Searches.most(max))
                .map(NetworkElement::profile)
                .toList());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getVnicProfile", summary = "Shows a vNIC profile")
    public Element get(@Parameter(description = "The id of the profile.") @PathParam("id") String id) {
        return NetworkElement.profile(networks.ofProfile(ApiPath.id(EntityKind.VNIC_PROFILE, id)));
    }
}
