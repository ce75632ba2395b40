package org.ovirt.v2v.engine.pages;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Leads to the pages, and says to browsers how long their files hold and what they may load. */
@ApplicationScoped
class PageRoutes {
    private static final String PAGES = "/ovirt-engine/v2v/";

    /** Files whose names change with what is in them. */
    private static final String ASSETS = PAGES + "assets/";

    private static final int BEFORE_FILES = 0;

    /** Says to the pages whose messages they may trust, when they find themselves in a frame. */
    private static final String WEBADMIN = PAGES + "webadmin.json";

    /** Nothing is loaded from elsewhere, and no script or style stands in a page. */
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private final WebOrigins webadmin;
    private final String policy;

    PageRoutes(PagesSettings settings) {
        this.webadmin = settings.webadmin().orElse(WebOrigins.NONE);
        this.policy =
                Stream.concat(Stream.of(POLICY), webadmin.origins().stream()).collect(Collectors.joining(" "));
    }

    void register(@Observes Router router) {
        for (String path : new String[] {"/", "/ovirt-engine", "/ovirt-engine/", "/ovirt-engine/v2v"}) {
            router.route(path)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .order(BEFORE_FILES)
                    .handler(this::lead);
        }
        router.route(PAGES + "*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(BEFORE_FILES)
                .handler(this::describe);
        router.route(WEBADMIN)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(BEFORE_FILES)
                .handler(this::tellWebadmin);
    }

    private void lead(RoutingContext exchange) {
        if (exchange.normalizedPath().equals(PAGES)) {
            exchange.next(); // a route without a slash at its end is one with it too
        } else {
            exchange.response()
                    .setStatusCode(HttpResponseStatus.FOUND.code())
                    .putHeader(HttpHeaderNames.LOCATION, PAGES)
                    .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                    .end();
        }
    }

    private void tellWebadmin(RoutingContext exchange) {
        exchange.response().putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json");
        exchange.end(new JsonObject()
                .put("origins", new JsonArray(webadmin.origins()))
                .encode());
    }

    private void describe(RoutingContext exchange) {
        String path = exchange.normalizedPath();
        if (isPage(path)) {
            exchange.reroute(PAGES); // the script in the index knows which page that is
            return;
        }
        boolean asset = path.startsWith(ASSETS);
        if (!asset) {
            // all builds of a version have the same time, so that an old index would be taken for the new one
            exchange.request().headers().remove(HttpHeaderNames.IF_MODIFIED_SINCE);
        }
        exchange.addHeadersEndHandler(end -> {
            MultiMap headers = exchange.response().headers();
            boolean found = exchange.response().getStatusCode() < HttpResponseStatus.BAD_REQUEST.code();
            headers.set(
                    HttpHeaderNames.CACHE_CONTROL, asset && found ? "public, max-age=31536000, immutable" : "no-cache");
            if (!asset) {
                headers.remove(HttpHeaderNames.LAST_MODIFIED);
            }
            headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, policy);
            if (webadmin.origins().isEmpty()) {
                headers.set("X-Frame-Options", "SAMEORIGIN"); // which knows no other origins
            }
            headers.set("Referrer-Policy", "same-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        });
        exchange.next();
    }

    private static boolean isPage(String path) {
        return !path.equals(PAGES) && !path.startsWith(ASSETS) && path.indexOf('.', path.lastIndexOf('/')) < 0;
    }
}
