package org.ovirt.v2v.engine.security;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ovirt.v2v.engine.DatabaseAway;
import org.ovirt.v2v.model.source.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads who asks from the header Authorization: a token (Bearer), or name and password (Basic), as oVirt's API does; if there is none,
 * from the cookie of the pages.
 */
@ApplicationScoped
public class HttpAuthentication implements HttpAuthenticationMechanism {
    static final String ADDRESS = "v2v.address";

    private static final Logger LOG = LoggerFactory.getLogger(HttpAuthentication.class);

    private static final int UNAUTHORIZED = 401;
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    /** Where one logs in and out: what else the request shows, such as a token that has ended, is of no concern there. */
    private static final Set<String> LOGIN_PATHS = Set.of(
            "/ovirt-engine/sso/oauth/token",
            "/ovirt-engine/sso/oidc",
            "/ovirt-engine/sso/oidc/callback",
            "/ovirt-engine/services/sso-logout");

    /** Where the cookie of the pages counts; the pages themselves are shown to everybody. */
    private static final List<String> COOKIE_PATHS =
            List.of("/ovirt-engine/api", "/ovirt-engine/services/", "/ovirt-engine/sso/");

    private final ClientAddress addresses;
    private final SessionCookie cookie;
    private final Refusals refusals;

    public HttpAuthentication(ClientAddress addresses, SessionCookie cookie, Refusals refusals) {
        this.addresses = addresses;
        this.cookie = cookie;
        this.refusals = refusals;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String header = context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        if (isLogin(context)) {
            return Uni.createFrom().nullItem();
        }
        if (header == null) {
            return cookie.token(context.request())
                    .filter(token -> COOKIE_PATHS.stream().anyMatch(context.normalizedPath()::startsWith))
                    .map(token -> token(token, context, identities))
                    .orElseGet(() -> Uni.createFrom().nullItem());
        }
        String scheme = header.toLowerCase(Locale.ROOT);
        if (scheme.startsWith(BEARER)) {
            return token(new Secret(header.substring(BEARER.length()).strip()), context, identities);
        }
        if (scheme.startsWith(BASIC)) {
            return basic(header.substring(BASIC.length()).strip(), context, identities);
        }
        return Uni.createFrom().failure(new AuthenticationFailedException("unknown scheme"));
    }

    private static boolean isLogin(RoutingContext context) {
        String path = context.normalizedPath();
        return LOGIN_PATHS.contains(path)
                || (path.equals(PageRequests.SESSION_PATH) && PageRequests.isUnsafe(context.request()));
    }

    private Uni<SecurityIdentity> token(Secret token, RoutingContext context, IdentityProviderManager identities) {
        return identity(
                new TokenAuthenticationRequest(new TokenCredential(token.value(), "bearer")), context, identities);
    }

    private Uni<SecurityIdentity> identity(
            AuthenticationRequest request, RoutingContext context, IdentityProviderManager identities) {
        request.setAttribute(ADDRESS, addresses.of(context.request()));
        return identities
                .authenticate(request)
                .onFailure(
                        failure -> failure instanceof IdentityServiceAwayException || DatabaseAway.isCauseOf(failure))
                .invoke(failure -> {
                    LOG.warn("It cannot be said who asks: {}", failure.getMessage());
                    refusals.unavailable(context);
                });
    }

    /** Browsers would ask for a password with a dialog of their own if there were a challenge in what a page's script gets. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        boolean isOfScript = PageRequests.isOfScript(context.request())
                || cookie.token(context.request()).isPresent();
        if (isOfScript) {
            return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, Map.of()));
        }
        return Uni.createFrom()
                .item(new ChallengeData(
                        UNAUTHORIZED, HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"RESTAPI\", charset=\"UTF-8\""));
    }

    /** The challenge, with a fault as every other refusal has. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return getChallenge(context).map(challenge -> {
            if (!context.response().ended()) {
                challenge.getHeaders().forEach(context.response()::putHeader);
                refusals.unauthorized(context);
            }
            return true;
        });
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class, UsernamePasswordAuthenticationRequest.class);
    }

    private Uni<SecurityIdentity> basic(String encoded, RoutingContext context, IdentityProviderManager identities) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom().failure(new AuthenticationFailedException("not Base64", e));
        }
        int colon = decoded.indexOf(':');
        if (colon < 0) {
            return Uni.createFrom().failure(new AuthenticationFailedException("no password"));
        }
        return identity(
                new UsernamePasswordAuthenticationRequest(
                        decoded.substring(0, colon),
                        new PasswordCredential(decoded.substring(colon + 1).toCharArray())),
                context,
                identities);
    }
}
