package org.ovirt.v2v.engine.security;

/** A service that knows users does not answer as it should, so that nobody can say whether a token is good. Answered with 503. */
public final class IdentityServiceAwayException extends RuntimeException {
    public IdentityServiceAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
