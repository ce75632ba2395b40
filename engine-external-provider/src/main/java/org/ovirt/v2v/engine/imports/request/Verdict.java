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
    private Verdict() {}

    /** Why the machine cannot be imported; empty if that is not known, because the engine or a host could not check it now. */
    static Optional<Failure> of(RuntimeException refusal) {
        if (refusal instanceof FailureException failure) {
            return Optional.of(failure.failure()).filter(each -> !isBusy(each.code()));
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

    private static boolean isBusy(FailureCode code) {
        return code == FailureCode.HOST_BUSY || code == FailureCode.ENGINE_BUSY;
    }
}
