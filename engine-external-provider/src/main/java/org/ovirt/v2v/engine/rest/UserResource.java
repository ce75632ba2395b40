package org.ovirt.v2v.engine.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.security.ClientAddress;
import org.ovirt.v2v.engine.security.PasswordChanges;
import org.ovirt.v2v.engine.security.PermissionService;
import org.ovirt.v2v.engine.security.UserService;

/** The users. */
@Tag(name = "Users")
@Path(ApiPath.USERS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class UserResource {
    private final UserService service;
    private final PermissionService permissions;
    private final PasswordChanges changes;
    private final ClientAddress addresses;

    public UserResource(
            UserService service, PermissionService permissions, PasswordChanges changes, ClientAddress addresses) {
        this.changes = changes;
        this.addresses = addresses;
        this.service = service;
        this.permissions = permissions;
    }

    @GET
    @Operation(operationId = "listUsers", summary = "Lists the users")
    public Element list(
            @Parameter(description = Searches.SEARCH) @QueryParam("search") String search,
            @Parameter(description = Searches.CASE) @QueryParam("case_sensitive") String caseSensitive,
            @Parameter(description = Searches.MAX) @QueryParam("max") String max) {
        return OvirtType.USER.list(Searches.of(Searches.USERS, service.list(), search, caseSensitive, max).stream()
                .map(UserElement::of)
                .toList());
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "addUser", summary = "Adds a user, who may do nothing before a permission says so")
    public Element add(UserService.UserRequest request) {
        return UserElement.of(service.add(Body.required(request)));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeUser", summary = "Removes a user, whose log-ins and permissions end")
    public Element remove(@Parameter(description = "The id of the user.") @PathParam("id") String id) {
        service.remove(ApiPath.id(EntityKind.USER, id));
        return Action.complete();
    }

    @GET
    @Path("{id}/permissions")
    @Operation(operationId = "listPermissionsOfUser", summary = "Lists which roles a user has, and where")
    public Element permissions(@Parameter(description = "The id of the user.") @PathParam("id") String id) {
        return PermissionElement.list(permissions.of(service.get(ApiPath.id(EntityKind.USER, id))));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getUser", summary = "Shows a user")
    public Element get(@Parameter(description = "The id of the user.") @PathParam("id") String id) {
        return UserElement.of(service.get(ApiPath.id(EntityKind.USER, id)));
    }

    @POST
    @Path("{id}/changepassword")
    @Operation(operationId = "changePassword", summary = "Changes the password of a user; all log-ins of the user end")
    public Element changePassword(
            @Parameter(description = "The id of the user.") @PathParam("id") String id,
            @Context HttpServerRequest request,
            PasswordChanges.PasswordChange change) {
        changes.change(ApiPath.id(EntityKind.USER, id), Body.required(change), addresses.of(request));
        return Action.complete();
    }
}
