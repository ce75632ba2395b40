package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonRootName;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.security.Proof;
import org.ovirt.v2v.engine.security.Token;
import org.ovirt.v2v.engine.security.TokenDirectory;
import org.ovirt.v2v.engine.security.TokenService;

/** Who is signed in with a token. */
@Tag(name = "Signing in")
@Path(ApiPath.TOKENS)
@Produces({MediaType.APPLICATION_XML, MediaType.APPLICATION_JSON})
@Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML, MediaType.APPLICATION_JSON})
public class TokenListResource {
    private final TokenDirectory directory;
    private final TokenService tokens;
    private final SecurityIdentity identity;

    public TokenListResource(TokenDirectory directory, TokenService tokens, SecurityIdentity identity) {
        this.directory = directory;
        this.tokens = tokens;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "listTokens",
            summary = "Lists the tokens that have not ended: one's own, for administrators everybody's",
            description = "Never the tokens themselves, which nobody can read any more once they were given out.")
    public Tokens list() {
        return new Tokens(directory.list().stream().map(this::of).toList());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getToken", summary = "Shows whose a token is, where from and until when")
    public TokenRepresentation get(@Parameter(description = "The id of the token.") @PathParam("id") String id) {
        return of(directory.get(ApiPath.id(EntityKind.TOKEN, id)));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "revokeToken",
            summary = "Makes a token invalid: one's own, as an administrator anybody's",
            description = "Streams that were opened with it end within a second.")
    public Element revoke(@Parameter(description = "The id of the token.") @PathParam("id") String id) {
        directory.revoke(ApiPath.id(EntityKind.TOKEN, id));
        return Action.complete();
    }

    private TokenRepresentation of(Token token) {
        return TokenRepresentation.of(
                token, tokens.expiry(token), token.proof().equals(identity.getAttribute(Proof.ATTRIBUTE)));
    }

    /** The list. */
    @JsonRootName("tokens")
    public record Tokens(List<TokenRepresentation> token) {}
}
