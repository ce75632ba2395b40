package org.ovirt.v2v.engine.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.ovirt.v2v.engine.security.PageRequests;
import org.ovirt.v2v.engine.security.SessionCookie;

/**
 * Refuses what another site makes a user's browser send (CSRF), before it is known who that is. The browser adds the session's cookie,
 * or a password that it has remembered, by itself; a header that says who has made it send this no other site can add.
 */
@Singleton
public class CrossSiteFilter {
    /** After the limit of requests, before authentication. */
    private static final int PRIORITY = 240;

    private static final int FORBIDDEN = 403;
    private static final Fault OF_ANOTHER_SITE =
            Fault.of("Another site has made the browser send this request.", "Use the pages of the engine itself.");
    private static final Fault NOT_OF_THE_PAGES = Fault.of(
            "A request that comes with the pages' session and changes something has to say that it is the pages'.",
            "Send the header " + PageRequests.HEADER
                    + ": 1, or a token in the header Authorization instead of the cookie.");

    private final SessionCookie cookie;
    private final FaultReply faults;

    public CrossSiteFilter(SessionCookie cookie, FaultReply faults) {
        this.cookie = cookie;
        this.faults = faults;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (!PageRequests.isUnsafe(request)) {
            exchange.next();
        } else if (PageRequests.isOfAnotherSite(request)) {
            faults.send(exchange, FORBIDDEN, OF_ANOTHER_SITE);
        } else if (isForThePages(exchange) && !PageRequests.isOfPages(request)) {
            faults.send(exchange, FORBIDDEN, NOT_OF_THE_PAGES);
        } else {
            exchange.next();
        }
    }

    private boolean isForThePages(RoutingContext exchange) {
        return exchange.normalizedPath().equals(PageRequests.SESSION_PATH)
                || cookie.token(exchange.request()).isPresent();
    }
}
