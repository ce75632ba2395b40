package org.ovirt.v2v.engine;

import java.util.Objects;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Something did not work, and the user can be told why and what to do. The REST layer makes a fault of it. */
public final class FailureException extends RuntimeException {
    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.message());
        this.failure = Objects.requireNonNull(failure, "failure is null");
    }

    public FailureException(FailureCode code, String message) {
        this(Failure.of(code, message));
    }

    public FailureException(FailureCode code, String message, Throwable cause) {
        super(message, cause);
        this.failure = Failure.of(code, message);
    }

    public Failure failure() {
        return failure;
    }
}
