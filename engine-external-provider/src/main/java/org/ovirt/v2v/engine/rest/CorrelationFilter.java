package org.ovirt.v2v.engine.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.Correlation;
import org.slf4j.MDC;

/**
 * Puts the request's correlation id, or a new one, into the log's context under {@link Correlation#KEY}, where events take it
 * from too, and into the reply. Before anything else looks at the request, so that refusals have one as well.
 */
@Singleton
public class CorrelationFilter {
    private static final int PRIORITY = 1_000;
    private static final String HEADER = "Correlation-Id";
    private static final String ACCEPTED = "[A-Za-z0-9_.-]{1,50}";

    void register(@Observes Filters filters) {
        filters.register(this::begin, PRIORITY);
    }

    private void begin(RoutingContext exchange) {
        String id = Optional.ofNullable(exchange.request().getHeader(HEADER))
                .or(() -> exchange.queryParam("correlation_id").stream().findFirst())
                // anything else could forge lines in the log
                .filter(text -> text.matches(ACCEPTED))
                .orElseGet(() -> UUID.randomUUID().toString());
        MDC.put(Correlation.KEY, id);
        exchange.response().putHeader(HEADER, id);
        exchange.next();
    }
}
