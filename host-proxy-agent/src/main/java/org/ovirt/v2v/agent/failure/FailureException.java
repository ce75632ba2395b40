package org.ovirt.v2v.agent.failure;

import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Something did not work, and the admin can be told why and what to do. */
public final class FailureException extends Exception {
    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public FailureException(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public FailureException(FailureCode code, String message) {
        this(Failure.of(code, message));
    }

    public FailureException(FailureCode code, String message, Throwable cause) {
        this(Failure.of(code, message), cause);
    }

    public Failure failure() {
        return failure;
    }
}
