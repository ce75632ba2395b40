package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.ovirt.v2v.engine.Correlation;
import org.slf4j.MDC;

/**
 * Puts the request's correlation id, or a new one, into the log's context under {@link Correlation#KEY}, where events take it
 * from too, and into the reply.
 */
final class CorrelationFilter {
    private static final String HEADER = "Correlation-Id";
    private static final String ACCEPTED = "[A-Za-z0-9_.-]{1,50}";

    @ServerRequestFilter(preMatching = true)
    void begin(ContainerRequestContext request) {
        String id = Optional.ofNullable(request.getHeaderString(HEADER))
                .or(() -> Optional.ofNullable(
                        request.getUriInfo().getQueryParameters().getFirst("correlation_id")))
                // anything else could forge lines in the log
                .filter(text -> text.matches(ACCEPTED))
                .orElseGet(() -> UUID.randomUUID().toString());
        MDC.put(Correlation.KEY, id);
    }

    @ServerResponseFilter
    void end(ContainerResponseContext response) {
        Correlation.current().ifPresent(id -> response.getHeaders().putSingle(HEADER, id));
    }
}
