package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.engine.security.UserService;

/** The users. */
@Tag(name = "Users")
@Path(ApiPath.USERS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class UserResource {
    private final UserService service;

    public UserResource(UserService service) {
        this.service = service;
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
            UserService.PasswordChange change) {
        service.changePassword(ApiPath.id(EntityKind.USER, id), Body.required(change));
        return Action.complete();
    }
}
