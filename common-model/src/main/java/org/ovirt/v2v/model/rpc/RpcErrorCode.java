package org.ovirt.v2v.model.rpc;

/** Error codes on the wire: JSON-RPC 2.0's own, then VDSM's (lib/vdsm/common/define.py). */
public enum RpcErrorCode {
    PARSE_ERROR(-32700, "Parse error"),
    INVALID_REQUEST(-32600, "Invalid request"),
    METHOD_NOT_FOUND(-32601, "The method does not exist or is not available"),
    INVALID_PARAMS(-32602, "Invalid parameters"),
    INTERNAL_ERROR(-32603, "Internal JSON-RPC error"),
    UNEXPECTED(16, "Unexpected exception"),
    SOURCE_CONNECTION(65, "error connecting to hypervisor"),
    NO_SUCH_JOB(66, "Job Id does not exists"),
    NO_SUCH_OVF(67, "OVF file does not exists"),
    JOB_NOT_DONE(68, "Job status is not done"),
    JOB_EXISTS(69, "Job id already exists"),
    RECOVERY(99, "Recovering from crash or Initializing"),
    GENERAL(100, "General Exception");

    private final int code;
    private final String message;

    RpcErrorCode(int code, String message) {
        this.code = code;
        this.message = message;
    }

    public int code() {
        return code;
    }

    /** VDSM's own text, spelling included. */
    public String message() {
        return message;
    }
}
