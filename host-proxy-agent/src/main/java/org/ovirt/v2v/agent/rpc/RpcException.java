package org.ovirt.v2v.agent.rpc;

import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.rpc.RpcError;
import org.ovirt.v2v.model.rpc.RpcErrorCode;

/** An error that the caller gets under a code of its own. */
public final class RpcException extends Exception {
    private final transient RpcError error;

    public RpcException(RpcErrorCode code) {
        this(new RpcError(code.code(), code.message(), null));
    }

    public RpcException(RpcErrorCode code, Failure failure) {
        this(new RpcError(code.code(), failure.text(), failure));
    }

    private RpcException(RpcError error) {
        super(error.message());
        this.error = error;
    }

    public RpcError error() {
        return error;
    }
}
