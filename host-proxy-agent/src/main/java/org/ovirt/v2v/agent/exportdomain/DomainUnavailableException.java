package org.ovirt.v2v.agent.exportdomain;

import org.ovirt.v2v.model.conversion.Failure;

/**
 * An export domain cannot be looked at or changed at present: it is not mounted, full, read-only, or its storage fails. Says
 * nothing about what is in it; whoever meets this tries again later.
 */
public final class DomainUnavailableException extends Exception {
    private final transient Failure failure;

    DomainUnavailableException(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    /** Why, and what to do about it. */
    public Failure failure() {
        return failure;
    }
}
