package org.ovirt.v2v.engine.pages;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.security.ClientAddress;
import org.ovirt.v2v.engine.security.HostCookie;
import org.ovirt.v2v.engine.security.IdentityServiceAwayException;
import org.ovirt.v2v.engine.security.OidcAttempt;
import org.ovirt.v2v.engine.security.OidcSignIn;
import org.ovirt.v2v.engine.security.SessionCookie;
import org.ovirt.v2v.model.source.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends browsers to the OpenID Connect provider, and takes them back to the page that their user wanted. These are no operations of the API:
 * they are opened, not called, and the provider adds to the address what it likes.
 */
@ApplicationScoped
class OidcRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(OidcRoutes.class);
    private static final String PAGES = "/ovirt-engine/v2v";
    private static final String BEGIN = "/ovirt-engine/sso/oidc";
    private static final String CALLBACK = BEGIN + "/callback";
    private static final int BEFORE_FILES = 0;

    /** As RFC 6749 has them (4.1.2.1); whoever opens the address may say anything. */
    private static final Pattern ERROR = Pattern.compile("[ !#-\\[\\]-~]{1,200}");

    private static final String COOKIE = "v2v-sign-in";
    private static final Duration AWAY = Duration.ofMinutes(10);

    private final OidcSignIn signIn;
    private final SessionCookie session;
    private final ClientAddress addresses;
    private final HostCookie cookie;

    OidcRoutes(OidcSignIn signIn, SessionCookie session, ClientAddress addresses) {
        this.signIn = signIn;
        this.session = session;
        this.addresses = addresses;
        this.cookie = new HostCookie(COOKIE, CookieSameSite.LAX, addresses);
    }

    void register(@Observes Router router) {
        router.get(PAGES + "/sign-in.json").order(BEFORE_FILES).handler(this::describe);
        router.get(BEGIN).order(BEFORE_FILES).blockingHandler(this::begin, false);
        router.get(CALLBACK).order(BEFORE_FILES).blockingHandler(this::finish, false);
    }

    /** For the sign-in of the pages: whether there is a provider, and what it is called. */
    private void describe(RoutingContext exchange) {
        JsonObject answer = new JsonObject();
        signIn.provider().ifPresent(name -> answer.put("provider", name));
        exchange.response()
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        exchange.end(answer.encode());
    }

    private void begin(RoutingContext exchange) {
        if (signIn.provider().isEmpty()) {
            exchange.next();
            return;
        }
        HttpServerRequest request = exchange.request();
        OidcAttempt attempt = OidcAttempt.of(parameter(request, "page").orElse("/"));
        try {
            URI address = signIn.address(attempt, callback(request));
            // not for the session's cookie: browsers send that not even with the way back
            exchange.response()
                    .headers()
                    .add(
                            HttpHeaderNames.SET_COOKIE,
                            cookie.of(request, attempt.cookie())
                                    .setMaxAge(AWAY.toSeconds())
                                    .encode());
            lead(exchange, address.toString());
        } catch (IdentityServiceAwayException e) {
            LOG.warn("Nobody can sign in at the provider: {}", e.getMessage());
            back(exchange, "away");
        }
    }

    private void finish(RoutingContext exchange) {
        if (signIn.provider().isEmpty()) {
            exchange.next();
            return;
        }
        HttpServerRequest request = exchange.request();
        Optional<OidcAttempt> attempt = cookie.value(request)
                .flatMap(OidcAttempt::read)
                .filter(kept -> kept.isAnsweredBy(parameter(request, "state").orElse("")));
        exchange.response().headers().add(HttpHeaderNames.SET_COOKIE, cookie.removed(request));
        if (attempt.isEmpty()) {
            back(exchange, "forgotten");
            return;
        }
        Optional<String> code = parameter(request, "code");
        if (code.isEmpty()) {
            LOG.info(
                    "The provider has sent a user back: {}",
                    parameter(request, "error")
                            .filter(error -> ERROR.matcher(error).matches())
                            .orElse("it does not say why"));
            back(exchange, "refused");
            return;
        }
        finish(exchange, code.get(), attempt.get());
    }

    private void finish(RoutingContext exchange, String code, OidcAttempt attempt) {
        HttpServerRequest request = exchange.request();
        try {
            Optional<Secret> token =
                    signIn.begin(code, attempt, callback(request), addresses.of(request), session.token(request));
            if (token.isEmpty()) {
                back(exchange, "refused");
                return;
            }
            exchange.response().headers().add(HttpHeaderNames.SET_COOKIE, session.begin(request, token.get()));
            lead(exchange, PAGES + attempt.page());
        } catch (IdentityServiceAwayException e) {
            LOG.warn("Nobody can sign in at the provider: {}", e.getMessage());
            back(exchange, "away");
        } catch (ConflictException e) {
            LOG.warn("A user of the provider cannot sign in: {}", e.getMessage());
            back(exchange, "large");
        }
    }

    /** To the sign-in, which says why. */
    private static void back(RoutingContext exchange, String reason) {
        lead(exchange, PAGES + "/?sign-in=" + reason);
    }

    private static void lead(RoutingContext exchange, String address) {
        exchange.response()
                .setStatusCode(HttpResponseStatus.SEE_OTHER.code())
                .putHeader(HttpHeaderNames.LOCATION, address)
                .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
    }

    /** As the browser has reached this engine; the provider takes only those that it knows. */
    private URI callback(HttpServerRequest request) {
        String scheme = addresses.isEncrypted(request) ? "https" : "http";
        return URI.create(scheme + "://" + request.authority() + CALLBACK);
    }

    private static Optional<String> parameter(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getParam(name)).filter(value -> !value.isEmpty());
    }
}
