package org.ovirt.v2v.engine.security;

import io.vertx.ext.web.RoutingContext;

/** Says in the API's formats why a request is not even taken in. */
public interface Refusals {
    /** Ends the exchange since nobody knows who asks; status and headers beside the content type are the caller's. */
    void unauthorized(RoutingContext exchange);

    /** Ends the exchange since nobody can say at the moment who asks. */
    void unavailable(RoutingContext exchange);
}
