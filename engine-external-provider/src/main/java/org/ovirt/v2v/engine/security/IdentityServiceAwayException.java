package org.ovirt.v2v.engine.security;

/** A service that knows users does not answer as it should, so that nobody can say whether a token is good. Answered with 503. */
public final class IdentityServiceAwayException extends RuntimeException {
    private final boolean silent;

    public IdentityServiceAwayException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private IdentityServiceAwayException(String message, Throwable cause, boolean silent) {
        super(message, cause);
        this.silent = silent;
    }

    /** Of a service that could not be reached, or was waited for in vain. */
    static IdentityServiceAwayException silent(String message, Throwable cause) {
        return new IdentityServiceAwayException(message, cause, true);
    }

    /** Whether there was no answer at all. */
    boolean isSilent() {
        return silent;
    }
}
