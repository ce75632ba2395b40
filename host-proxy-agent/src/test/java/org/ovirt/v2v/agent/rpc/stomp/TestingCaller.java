package org.ovirt.v2v.agent.rpc.stomp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.ovirt.v2v.model.rpc.VerbName;

/** Calls verbs one after the other over a connection of its own, on which nothing else comes. */
public final class TestingCaller implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestingStompClient client;
    private int calls;

    private TestingCaller(TestingStompClient client) {
        this.client = client;
    }

    /** From this address, with answers that go to a destination of its own. */
    public static TestingCaller connected(SSLContext tls, int port, String from, String replies) throws IOException {
        return new TestingCaller(TestingStompClient.connected(tls, port, from, replies));
    }

    /** The result; fails if the answer is an error, or there is none. */
    public JsonNode result(VerbName verb, Map<String, ?> params) throws IOException {
        JsonNode answer = answer(verb.wireName(), params);
        if (answer.has("error")) {
            throw new AssertionError(verb.wireName() + " was answered with " + answer.get("error"));
        }
        return answer.get("result");
    }

    /** The whole answer; fails if there is none. */
    public JsonNode answer(String method, Object params) throws IOException {
        calls++;
        ObjectNode request = JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("id", Integer.toString(calls));
        request.set("params", JSON.valueToTree(params));
        client.request(JSON.writeValueAsString(request));
        return bodyOf(client.next());
    }

    /** What a message says. */
    public static JsonNode bodyOf(String frame) throws IOException {
        return JSON.readTree(frame.substring(frame.indexOf("\n\n") + 2));
    }

    @Override
    public void close() {
        client.close();
    }
}
