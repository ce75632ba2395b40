package org.ovirt.v2v.engine.host;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.RpcErrorCode;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcResponse;

/** What an agent answered: a result, or an error that becomes a failure. */
record AgentAnswer(HostAddress host, VerbName verb, JsonRpcResponse response) {
    boolean isError(RpcErrorCode code) {
        return response.getError() != null && response.getError().path("code").asInt() == code.code();
    }

    JsonNode orThrow() {
        if (response.getError() != null && !response.getError().isNull()) {
            throw new FailureException(failure(response.getError()));
        }
        return response.getResult();
    }

    private Failure failure(JsonNode error) {
        if (isError(RpcErrorCode.NO_SUCH_JOB)) {
            return Failure.of(FailureCode.JOB_LOST, "Proxy host " + host + " does not know the job.");
        }
        if (isError(RpcErrorCode.NO_SUCH_OVF)) {
            // of a job that is done, in a domain that was seen: otherwise it says so in another way
            return Failure.of(
                    FailureCode.VM_NOT_FOUND,
                    "Proxy host " + host + " does not find the machine in its export domain any more.");
        }
        if (isError(RpcErrorCode.RECOVERY)) {
            // it has not looked at its jobs yet: it is to be asked again, as if it did not listen yet
            return Failure.of(FailureCode.HOST_UNREACHABLE, "The agent on " + host + " is just starting.");
        }
        if (error.hasNonNull("data")) {
            try {
                return Wire.MAPPER.convertValue(error.get("data"), Failure.class);
            } catch (IllegalArgumentException e) {
                // an agent of another make may put anything there: the message still counts
                return unexplained(error);
            }
        }
        return unexplained(error);
    }

    private Failure unexplained(JsonNode error) {
        FailureCode code = isError(RpcErrorCode.SOURCE_CONNECTION) ? FailureCode.SOURCE_ERROR : FailureCode.INTERNAL;
        return Failure.of(
                code,
                "Proxy host " + host + " refused " + verb.wireName() + " with error "
                        + error.path("code").asInt() + ": "
                        + error.path("message").asText());
    }
}
