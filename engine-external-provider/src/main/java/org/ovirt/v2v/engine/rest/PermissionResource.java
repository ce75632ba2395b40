package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.access.Role;
import org.ovirt.v2v.engine.datacenter.DataCenter;
import org.ovirt.v2v.engine.datacenter.DataCenterRepository;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.security.PermissionService;
import org.ovirt.v2v.engine.security.User;
import org.ovirt.v2v.engine.security.UserRepository;

/** Who has which role, and where. */
@Tag(name = "Users")
@Path(ApiPath.PERMISSIONS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class PermissionResource {
    private final PermissionService permissions;
    private final UserRepository users;
    private final DataCenterRepository dataCenters;

    public PermissionResource(PermissionService permissions, UserRepository users, DataCenterRepository dataCenters) {
        this.permissions = permissions;
        this.users = users;
        this.dataCenters = dataCenters;
    }

    /**
     * What is to be permitted.
     *
     * @param dataCenter where; null for the whole system
     */
    public record PermissionRequest(EntityReference user, EntityReference role, EntityReference dataCenter) {}

    @GET
    @Operation(operationId = "listPermissions", summary = "Lists which user has which role in the whole system")
    public Element list() {
        return PermissionElement.list(permissions.ofWholeSystem());
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "addPermission",
            summary = "Gives a user a role, in the whole system or in one data center")
    public Element add(PermissionRequest request) {
        PermissionRequest wanted = Body.required(request);
        new Mandatory("Permission")
                .reference("user", wanted.user())
                .reference("role", wanted.role())
                .requireForAdd();
        User user = wanted.user().resolve("user", EntityKind.USER, users::find, users::findByName);
        Role role = wanted.role().resolve("role", EntityKind.ROLE, Role::find, Role::findByTitle);
        Optional<DataCenter> dataCenter = dataCenters.given("data_center", wanted.dataCenter());
        return PermissionElement.of(permissions.add(user, role, dataCenter));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getPermission", summary = "Shows a permission")
    public Element get(@Parameter(description = "The id of the permission.") @PathParam("id") String id) {
        return PermissionElement.of(permissions.get(ApiPath.id(EntityKind.PERMISSION, id)));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removePermission", summary = "Takes a role away from a user")
    public Element remove(@Parameter(description = "The id of the permission.") @PathParam("id") String id) {
        permissions.remove(ApiPath.id(EntityKind.PERMISSION, id));
        return Action.complete();
    }
}
