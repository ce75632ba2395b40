package org.ovirt.v2v.engine.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.ovirt.v2v.engine.Mandatory;
import org.ovirt.v2v.engine.access.Access;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.security.ClientAddress;
import org.ovirt.v2v.engine.security.IdentityServiceAwayException;
import org.ovirt.v2v.engine.security.PageRequests;
import org.ovirt.v2v.engine.security.Proof;
import org.ovirt.v2v.engine.security.SessionCookie;
import org.ovirt.v2v.engine.security.Sessions;
import org.ovirt.v2v.model.source.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the pages sign in and out: with a cookie that holds a token. */
@Tag(name = "Signing in")
@Path(PageRequests.SESSION_PATH)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    private static final Logger LOG = LoggerFactory.getLogger(SessionResource.class);
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final String NO_STORE = "no-store";

    private final Sessions sessions;
    private final SessionCookie cookie;
    private final ClientAddress addresses;
    private final CurrentAccess current;
    private final SecurityIdentity identity;
    private final Clock clock;

    public SessionResource(
            Sessions sessions,
            SessionCookie cookie,
            ClientAddress addresses,
            CurrentAccess current,
            SecurityIdentity identity,
            Clock clock) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.addresses = addresses;
        this.current = current;
        this.identity = identity;
        this.clock = clock;
    }

    /** Who wants to sign in. */
    public record Credentials(String username, Secret password) {}

    @POST
    @Operation(
            operationId = "openSession",
            summary = "Signs the pages in: sets a cookie that holds a token",
            description =
                    "Needs the header V2V-Pages: 1. With the cookie each request whose method is neither GET nor HEAD must carry that"
                            + " header too, else it is answered 403. Without the right name and password the answer is 401.")
    @APIResponse(
            responseCode = "200",
            description = "Signed in",
            content = @Content(schema = @Schema(implementation = SessionRepresentation.class)))
    public Response open(Credentials credentials, @Context HttpServerRequest request) {
        Credentials given = Body.required(credentials);
        new Mandatory("Session")
                .field("username", given.username())
                .field("password", given.password())
                .requireForAdd();
        return sessions.begin(given.username(), given.password(), addresses.of(request), cookie.token(request))
                .map(begun -> answer(begun.access(), Optional.of(begun.expiry()))
                        .header(HttpHeaders.SET_COOKIE, cookie.begin(request, begun.token()))
                        .build())
                .orElseGet(() -> FaultMappers.reply(
                        UNAUTHORIZED,
                        Fault.of(
                                "The user name or the password is wrong, or there were too many wrong ones in the last minute.",
                                "Type both once more; the name is one with its profile, as in admin@internal.")));
    }

    @GET
    @Operation(operationId = "showSession", summary = "Shows who is signed in, until when, and what the user may do")
    @APIResponse(
            responseCode = "200",
            description = "Signed in",
            content = @Content(schema = @Schema(implementation = SessionRepresentation.class)))
    public Response show() {
        return answer(current.get(), sessions.expiry(identity.getAttribute(Proof.ATTRIBUTE)))
                .build();
    }

    @DELETE
    @ResponseStatus(204)
    @Operation(
            operationId = "closeSession",
            summary = "Signs the pages out: makes the token of the cookie invalid, and removes the cookie",
            description =
                    "Needs the header V2V-Pages: 1. Streams that were opened with the cookie end within a second.")
    @APIResponse(responseCode = "204", description = "Signed out")
    public Response close(@Context HttpServerRequest request) {
        cookie.token(request).ifPresent(token -> sessions.end(token, addresses.of(request)));
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.end(request))
                .build();
    }

    @ServerExceptionMapper
    Response away(IdentityServiceAwayException exception) {
        LOG.warn("Nobody whom another service knows can sign in: {}", exception.getMessage());
        return Response.status(UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .entity(Fault.of(
                        "The service that knows this user does not answer as it should.",
                        "Try again; the engine's log says what is wrong with that service."))
                .build();
    }

    private Response.ResponseBuilder answer(Access access, Optional<Instant> expiry) {
        return Response.ok(SessionRepresentation.of(access, expiry, clock.instant()))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
}
