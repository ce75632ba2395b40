package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.access.Role;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** The roles that users can have; there are no others. */
@Tag(name = "Users")
@Path(ApiPath.ROLES)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
public class RoleResource {
    @GET
    @Operation(operationId = "listRoles", summary = "Lists the roles that users can have")
    public Element list(@Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        return OvirtType.ROLE.list(Arrays.stream(Role.values())
                .limit(Searches.most(max))
                .map(RoleElement::of)
                .toList());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getRole", summary = "Shows a role and what it permits")
    public Element get(@Parameter(description = "The id of the role.") @PathParam("id") String id) {
        return Role.find(ApiPath.id(EntityKind.ROLE, id))
                .map(RoleElement::of)
                .orElseThrow(() -> new NoSuchEntityException(EntityKind.ROLE, id));
    }
}
