package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.BadRequestException;

/** The body of a request. */
final class Body {
    private Body() {}

    /** Refuses a request without a body. */
    static <T> T required(T body) {
        if (body == null) {
            throw new BadRequestException();
        }
        return body;
    }
}
