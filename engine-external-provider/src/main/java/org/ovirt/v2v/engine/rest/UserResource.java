package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.security.User;
import org.ovirt.v2v.engine.security.UserService;

/** The users. */
@Tag(name = "Users")
@Path(ApiPath.USERS)
public class UserResource {
    private final UserService service;

    public UserResource(UserService service) {
        this.service = service;
    }

    @GET
    @Operation(operationId = "listUsers", summary = "Lists the users")
    public Users list() {
        return new Users(service.list().stream().map(Representation::of).toList());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getUser", summary = "Shows a user")
    public Representation get(@Parameter(description = "The id of the user.") @PathParam("id") String id) {
        return Representation.of(service.get(ApiPath.id(EntityKind.USER, id)));
    }

    @POST
    @Path("{id}/changepassword")
    @Operation(operationId = "changePassword", summary = "Changes the password of a user; all log-ins of the user end")
    public Action changePassword(
            @Parameter(description = "The id of the user.") @PathParam("id") String id,
            UserService.PasswordChange change) {
        service.changePassword(ApiPath.id(EntityKind.USER, id), Body.required(change));
        return Action.COMPLETE;
    }

    /** The list, as oVirt writes it. */
    public record Users(List<Representation> user) {}

    /** A user, as oVirt writes it. */
    @Schema(name = "UserRepresentation")
    public record Representation(String id, String href, String userName) {
        static Representation of(User user) {
            return new Representation(user.id().toString(), ApiPath.USERS + "/" + user.id(), user.name());
        }
    }
}
