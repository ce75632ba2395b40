package org.ovirt.v2v.engine.rest;

import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** The body of a request. */
final class Body {
    private Body() {}

    /** Refuses a request without a body. */
    static <T> T required(T body) {
        if (body == null) {
            throw new FailureException(new Failure(
                    FailureCode.INVALID_REQUEST,
                    "The request has no body.",
                    "Send one JSON object or XML element.",
                    null));
        }
        return body;
    }
}
