package org.ovirt.v2v.engine.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.security.ClientAddress;
import org.ovirt.v2v.engine.security.LoginService;
import org.ovirt.v2v.engine.security.TokenService;
import org.ovirt.v2v.engine.security.User;
import org.ovirt.v2v.model.source.Secret;

/** Logging in and out, as oVirt's SSO service does it. */
@Tag(name = "Signing in")
@Path("/ovirt-engine")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private static final String SCOPE = "ovirt-app-api";

    private final LoginService logins;
    private final TokenService tokens;
    private final ClientAddress addresses;

    public TokenResource(LoginService logins, TokenService tokens, ClientAddress addresses) {
        this.addresses = addresses;
        this.logins = logins;
        this.tokens = tokens;
    }

    @POST
    @Path("sso/oauth/token")
    @Operation(operationId = "signIn", summary = "Gives a token for user name and password")
    public Response login(
            @FormParam("grant_type") String grantType,
            @FormParam("username") String username,
            @FormParam("password") String password,
            @Context HttpServerRequest request) {
        if (!"password".equals(grantType) || username == null || password == null) {
            return error("invalid_request", "The request needs grant_type=password, scope, username and password.");
        }
        Optional<User> user = logins.login(username, new Secret(password), addresses.of(request));
        return user.map(tokens::issue)
                .map(issued -> Response.ok(new Granted(
                                issued.token(),
                                SCOPE,
                                String.valueOf(issued.expiry().toEpochMilli()),
                                "bearer"))
                        .header("Cache-Control", "no-store")
                        .build())
                .orElseGet(() -> error(
                        "access_denied",
                        "Cannot authenticate user: the user name or password is incorrect, or there were too many wrong"
                                + " attempts in the last minute."));
    }

    @POST
    @Path("services/sso-logout")
    @Operation(operationId = "signOut", summary = "Makes a token invalid")
    public Revoked logout(@FormParam("token") String token) {
        if (token != null) {
            tokens.revoke(token);
        }
        return new Revoked(null);
    }

    private static Response error(String code, String message) {
        return Response.status(Response.Status.BAD_REQUEST)
                .entity(new Denied(message, code, message))
                .build();
    }

    /** A token. */
    public record Granted(Secret accessToken, String scope, String exp, String tokenType) {}

    /** Why there is none. */
    public record Denied(String error, String errorCode, String errorDescription) {}

    /**
     * Nothing: clients take any error, an empty one too, for a failure.
     *
     * @param error null
     */
    public record Revoked(String error) {}
}
