package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.security.ClientAddress;
import org.ovirt.v2v.engine.security.IdentityServiceAwayException;
import org.ovirt.v2v.engine.security.IdentityServices;
import org.ovirt.v2v.engine.security.PasswordSignIn;
import org.ovirt.v2v.engine.security.Token;
import org.ovirt.v2v.engine.security.TokenService;
import org.ovirt.v2v.model.source.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in and out, as oVirt's SSO service does it. */
@Tag(name = "Signing in")
@Path("/ovirt-engine")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private static final String SCOPE = "ovirt-app-api";
    private static final String VALIDATE_SCOPE = "ovirt-ext=token-info:validate";

    private static final int RETRY_AFTER_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(TokenResource.class);

    private final PasswordSignIn signIn;
    private final TokenService tokens;
    private final IdentityServices services;
    private final ClientAddress addresses;

    public TokenResource(
            PasswordSignIn signIn, TokenService tokens, IdentityServices services, ClientAddress addresses) {
        this.signIn = signIn;
        this.services = services;
        this.addresses = addresses;
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
        String address = addresses.of(request);
        try {
            return signIn.signIn(username, new Secret(password), address)
                    .map(signedIn -> granted(signedIn.token(), signedIn.expiry()))
                    .orElseGet(TokenResource::denied);
        } catch (IdentityServiceAwayException e) {
            LOG.warn("Nobody whom another service knows can sign in: {}", e.getMessage());
            return away("The service that knows this user does not answer as it should; try again.");
        }
    }

    private static Response away(String message) {
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .entity(new Denied(message, "server_error", message))
                .build();
    }

    private static Response granted(Secret token, Instant expiry) {
        return Response.ok(new Granted(token, SCOPE, String.valueOf(expiry.toEpochMilli()), "bearer"))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Response denied() {
        return error(
                "access_denied",
                "Cannot authenticate user: the user name or password is incorrect, or there were too many wrong"
                        + " attempts in the last minute.");
    }

    @POST
    @Path("services/sso-logout")
    @Operation(
            operationId = "signOut",
            summary = "Makes a token invalid",
            description =
                    "A token of an oVirt engine, with which one is signed in here too, is ended by that engine. If it cannot be asked,"
                            + " the answer is 503 with an error, and the token may still be good.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Revoked.class)))
    public Response logout(@FormParam("token") String token, @Context HttpServerRequest request) {
        if (token != null) {
            tokens.revoke(token);
            try {
                services.end(new Secret(token), addresses.of(request));
            } catch (IdentityServiceAwayException e) {
                LOG.warn("A token of another service could not be ended: {}", e.getMessage());
                return away("The service that has given the token has not ended it; try again.");
            }
        }
        return Response.ok(new Revoked(null)).build();
    }

    /** Whoever holds a token may know whose it is; to find one takes more guesses than there is time for. */
    @POST
    @Path("sso/oauth/token-info")
    @Operation(
            operationId = "showTokenInfo",
            summary = "Shows whose a token is, and when it ends",
            description =
                    "Signed in as any user: a service that is shown tokens needs one of its own, and sends its name and"
                            + " password as oVirt's services send theirs. With the scope ovirt-ext=token-info:validate the answer is"
                            + " empty, and an error if the token is not valid.")
    public Response info(
            @FormParam("token") String token, @FormParam("scope") String scope, @Context SecurityContext caller) {
        Optional<Token> found = Optional.ofNullable(token).flatMap(tokens::find);
        if (found.isEmpty()) {
            return token == null
                    ? error("invalid_request", "The request needs token, and the caller's own name and password.")
                    : error("invalid_grant", "The token is unknown or has ended.");
        }
        boolean isValidation = scope != null && List.of(scope.split("\\s+", -1)).contains(VALIDATE_SCOPE);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (!isValidation) {
            describe(answer, found.get(), caller.getUserPrincipal().getName());
        }
        return Response.ok(answer).header("Cache-Control", "no-store").build();
    }

    /** As oVirt's SSO service does: booleans and numbers are those of JSON here. */
    private void describe(ObjectNode answer, Token token, String caller) {
        answer.put("active", true)
                .put("token_type", "bearer")
                .put("client_id", caller)
                .put("user_id", token.user().name())
                .put("scope", SCOPE)
                .put("exp", tokens.expiry(token).toEpochMilli());
        answer.putObject("ovirt")
                .put("version", "0")
                .put("principal_id", token.user().id().toString())
                .putNull("email")
                .put("capability_credentials_change", true)
                .putArray("group_ids");
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
