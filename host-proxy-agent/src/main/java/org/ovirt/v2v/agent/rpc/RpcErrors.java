package org.ovirt.v2v.agent.rpc;

import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.job.JobException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.RpcError;
import org.ovirt.v2v.model.rpc.RpcErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a verb throws into the error that its caller gets. */
final class RpcErrors {
    private static final Logger LOG = LoggerFactory.getLogger(RpcErrors.class);

    private RpcErrors() {}

    static RpcError of(String method, Throwable exception) {
        if (exception instanceof RpcException refused) {
            return refused.error();
        }
        if (exception instanceof FailureException failed) {
            return of(failed.failure());
        }
        if (exception instanceof JobException refused) {
            return new RpcException(refused.code()).error();
        }
        if (exception instanceof IllegalArgumentException) {
            return of(RpcErrorCode.INVALID_PARAMS, exception.getMessage());
        }
        LOG.error("{} failed", method, exception);
        return of(RpcErrorCode.INTERNAL_ERROR, "look at the agent's log on the proxy host");
    }

    static RpcError of(RpcErrorCode code, String detail) {
        return new RpcError(code.code(), code.message() + ": " + detail, null);
    }

    /** Says too that it passes, so that an engine tries again by itself. */
    static RpcError busy() {
        return new RpcError(
                RpcErrorCode.INTERNAL_ERROR.code(),
                RpcErrorCode.INTERNAL_ERROR.message() + ": too many requests at once; try again later",
                Failure.of(FailureCode.HOST_BUSY, "The proxy host is asked for too much at once."));
    }

    private static RpcError of(Failure failure) {
        return new RpcException(code(failure), failure).error();
    }

    private static RpcErrorCode code(Failure failure) {
        return switch (failure.code()) {
            case SOURCE_UNREACHABLE,
                    SOURCE_NOT_A_VCENTER,
                    SOURCE_CREDENTIALS_REFUSED,
                    SOURCE_CERTIFICATE_UNTRUSTED,
                    SOURCE_HOST_KEY_UNKNOWN,
                    SOURCE_ERROR -> RpcErrorCode.SOURCE_CONNECTION;
            case SOURCE_FORBIDDEN, INVALID_REQUEST -> RpcErrorCode.INVALID_PARAMS;
            case INTERNAL -> RpcErrorCode.INTERNAL_ERROR;
            case VM_NOT_FOUND,
                    VM_RUNNING,
                    VM_UUID_SHARED,
                    VM_WITHOUT_DISKS,
                    VM_NAME_IN_USE,
                    VM_ID_IN_USE,
                    DOMAIN_MISSING,
                    DOMAIN_NOT_ANSWERING,
                    DOMAIN_INVALID,
                    DOMAIN_READ_ONLY,
                    DOMAIN_FOREIGN_OWNER,
                    DOMAIN_FULL,
                    DOMAIN_EXISTS,
                    TEMPORARY_SPACE,
                    TOOL_MISSING,
                    TOOL_INCOMPLETE,
                    APPLIANCE_BROKEN,
                    GUEST_NOT_CONVERTIBLE,
                    GUEST_HIBERNATED,
                    GUEST_ENCRYPTED,
                    GUEST_WITHOUT_SPACE,
                    DRIVERS_MISSING,
                    COPY_FAILED,
                    CONVERSION_FAILED,
                    CONVERSION_STALLED,
                    RESULT_INVALID,
                    RESULT_OF_ANOTHER_MACHINE,
                    JOB_LOST,
                    HOST_UNREACHABLE,
                    HOST_BUSY,
                    ENGINE_BUSY,
                    HOST_CERTIFICATE_REFUSED,
                    CERTIFICATE_EXPIRES,
                    CANCELLED -> RpcErrorCode.GENERAL;
        };
    }
}
