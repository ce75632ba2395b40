package org.ovirt.v2v.agent.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.Optional;
import org.ovirt.v2v.model.rpc.RpcErrorCode;

/**
 * A request of JSON-RPC 2.0.
 *
 * @param id empty for a notification, which gets no answer
 * @param params always an object
 */
record JsonRpcRequest(Optional<JsonNode> id, String method, JsonNode params) {
    /**
     * The id of an answer to a request whose own id cannot be known or is null. The standard says null, but oVirt's Java client
     * takes an error whose id is null for one of its own about a broken connection, and fails on it.
     */
    static final JsonNode UNKNOWN_ID = TextNode.valueOf("");

    /** The parameter that says for how many seconds whoever asks waits. */
    private static final String WITHIN = "within";

    /**
     * Reads a request; like VDSM takes an array of one for what is in it, since VDSM's Python client always sends one.
     *
     * @throws InvalidRequestException with the id to answer to
     */
    static JsonRpcRequest of(JsonNode message) throws InvalidRequestException {
        JsonNode request = message.isArray() && message.size() == 1 ? message.get(0) : message;
        if (request.isArray()) {
            throw new InvalidRequestException(
                    UNKNOWN_ID, RpcErrorCode.INVALID_REQUEST, "a batch must hold exactly one request");
        }
        if (!request.isObject()) {
            throw new InvalidRequestException(UNKNOWN_ID, RpcErrorCode.INVALID_REQUEST, "not an object");
        }
        Optional<JsonNode> id = Optional.ofNullable(request.get("id")).map(JsonRpcRequest::answerable);
        JsonNode answerId = id.orElse(UNKNOWN_ID);
        if (!"2.0".equals(request.path("jsonrpc").textValue())) {
            throw new InvalidRequestException(answerId, RpcErrorCode.INVALID_REQUEST, "jsonrpc is not \"2.0\"");
        }
        String method = request.path("method").textValue();
        if (method == null) {
            throw new InvalidRequestException(answerId, RpcErrorCode.INVALID_REQUEST, "method is not a text");
        }
        JsonNode params = request.path("params");
        if (params.isMissingNode() || params.isNull()) {
            return new JsonRpcRequest(id, method, JsonNodeFactory.instance.objectNode());
        }
        if (!params.isObject()) {
            throw new InvalidRequestException(
                    answerId, RpcErrorCode.INVALID_PARAMS, "params is not an object of named parameters");
        }
        return new JsonRpcRequest(id, method, params);
    }

    /** The request as it is when its turn comes after that time: whoever asks waits for so much less. */
    JsonRpcRequest after(Duration waited) {
        JsonNode within = params.path(WITHIN);
        if (!within.isInt()) {
            return this;
        }
        ObjectNode left = ((ObjectNode) params).deepCopy().put(WITHIN, within.intValue() - (int) waited.toSeconds());
        return new JsonRpcRequest(id, method, left);
    }

    private static JsonNode answerable(JsonNode id) {
        return id.isTextual() || id.isNumber() ? id : UNKNOWN_ID;
    }

    /** The message is no request that can be carried out. */
    static final class InvalidRequestException extends Exception {
        private final transient JsonNode id;
        private final RpcErrorCode code;

        InvalidRequestException(JsonNode id, RpcErrorCode code, String reason) {
            super(code.message() + ": " + reason);
            this.id = id;
            this.code = code;
        }

        JsonNode id() {
            return id;
        }

        RpcErrorCode code() {
            return code;
        }
    }
}
