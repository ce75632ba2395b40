package org.ovirt.v2v.engine.rest;

import org.ovirt.v2v.engine.ConflictException;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.engine.IncompleteRequestException;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.access.PermissionMissingException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why an import failed.
 *
 * @param code a {@link FailureCode}
 * @param field the path of the field that is wrong, or null
 * @param detail the words of the tool that failed, or null
 */
record FailureRepresentation(String code, String message, String remedy, String field, String detail) {
    private static final Logger LOG = LoggerFactory.getLogger(FailureRepresentation.class);

    static FailureRepresentation of(Failure failure) {
        return new FailureRepresentation(
                failure.code().name(), failure.message(), failure.remedy(), null, failure.detail());
    }

    /** What a fault would say if the request had been for this one alone. */
    static FailureRepresentation of(RuntimeException refusal) {
        if (refusal instanceof FailureException failure) {
            return of(failure.failure());
        }
        if (refusal instanceof InvalidFieldException invalid) {
            return new FailureRepresentation(
                    FailureCode.INVALID_REQUEST.name(),
                    invalid.getMessage(),
                    FailureCode.INVALID_REQUEST.remedy(),
                    invalid.field(),
                    null);
        }
        if (refusal instanceof ConflictException
                || refusal instanceof IncompleteRequestException
                || refusal instanceof PermissionMissingException) {
            return of(Failure.of(FailureCode.INVALID_REQUEST, refusal.getMessage()));
        }
        LOG.error("An import was refused for a reason that is a defect of the engine", refusal);
        return of(Failure.of(FailureCode.INTERNAL, "The engine could not do this because of a defect."));
    }
}
