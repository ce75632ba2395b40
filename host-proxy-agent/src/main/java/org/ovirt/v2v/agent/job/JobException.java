package org.ovirt.v2v.agent.job;

import org.ovirt.v2v.model.rpc.RpcErrorCode;

/** A request about a job that its state does not allow; the code is VDSM's (66 to 69). */
public final class JobException extends Exception {
    private final RpcErrorCode code;

    public JobException(RpcErrorCode code) {
        super(code.message());
        this.code = code;
    }

    public RpcErrorCode code() {
        return code;
    }
}
