package org.ovirt.v2v.engine.rest;

/** A client asks for more than its share. The REST layer answers 429. */
final class TooManyRequestsException extends RuntimeException {
    TooManyRequestsException(String message) {
        super(message);
    }
}
