package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that says itself that it is too large, with a fault that tells the limit. One that does not say how large it
 * is Quarkus cuts off where the limit is reached, without a word.
 */
@Singleton
public class BodyLimit {
    /** Before Quarkus's own check of the same limit. */
    private static final int PRIORITY = 100;

    private static final int TOO_LARGE = 413;

    private final long limit;
    private final ObjectMapper json;

    public BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit, ObjectMapper json) {
        this.limit = limit.asLongValue();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext exchange) {
        if (length(exchange) <= limit) {
            exchange.next();
            return;
        }
        HttpServerResponse response = exchange.response();
        response.setStatusCode(TOO_LARGE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(fault());
    }

    private static long length(RoutingContext exchange) {
        String text = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            // not a number: what reads the body says so
            return 0;
        }
    }

    private String fault() {
        try {
            return json.writeValueAsString(Fault.of(
                    "The body is larger than " + limit / 1024 + " KiB.",
                    "Send fewer things at a time, for example a batch of imports in several requests."));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
