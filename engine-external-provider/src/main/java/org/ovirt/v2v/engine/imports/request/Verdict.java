package org.ovirt.v2v.engine.imports.request;

import java.util.Optional;
import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.IncompleteRequestException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.NoSuchEntityException;
import org.ovirt.v2v.engine.access.PermissionMissingException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Tells why a machine cannot be imported from why the engine could not find out. */
final class Verdict {
    /** So often is checked what may pass by itself: for four minutes, and as long as the checks themselves take. */
    static final int TRIES = 10;

    private Verdict() {}

    /**
     * Why the machine cannot be imported; empty if that is not known, because the engine, a host or the source could not tell now.
     *
     * @param tries how often what does not answer has been met at the machine's check, this time included
     */
    static Optional<Failure> of(RuntimeException refusal, int tries) {
        if (refusal instanceof FailureException failure) {
            return Optional.of(failure.failure()).filter(each -> isFinal(each.code(), tries));
        }
        if (refusal instanceof InvalidFieldException invalid) {
            return Optional.of(Failure.of(FailureCode.INVALID_REQUEST, invalid.field() + ": " + invalid.getMessage()));
        }
        boolean isAboutTheRequest = refusal instanceof ConflictException
                || refusal instanceof IncompleteRequestException
                || refusal instanceof PermissionMissingException
                || refusal instanceof NoSuchEntityException;
        return isAboutTheRequest
                ? Optional.of(Failure.of(FailureCode.INVALID_REQUEST, refusal.getMessage()))
                : Optional.empty();
    }

    /** Whether a host, the source or the export domain does not answer, which may pass by itself. */
    static boolean isSilence(RuntimeException refusal) {
        return refusal instanceof FailureException failure
                && failure.failure().code().isTransient()
                && !isBusy(failure.failure().code());
    }

    /** What does not answer for long is away for good, or its address is wrong. */
    private static boolean isFinal(FailureCode code, int tries) {
        return !isBusy(code) && (!code.isTransient() || tries >= TRIES);
    }

    private static boolean isBusy(FailureCode code) {
        return code == FailureCode.HOST_BUSY || code == FailureCode.ENGINE_BUSY;
    }
}
