package org.ovirt.v2v.agent;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.awaitility.core.ConditionTimeoutException;
import org.ovirt.v2v.agent.rpc.stomp.TestingTls;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.testbed.TestingPki;
import org.ovirt.vdsm.jsonrpc.client.ClientConnectionException;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcClient;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcRequest;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcResponse;
import org.ovirt.vdsm.jsonrpc.client.events.EventSubscriber;
import org.ovirt.vdsm.jsonrpc.client.internal.ClientPolicy;
import org.ovirt.vdsm.jsonrpc.client.internal.ResponseWorker;
import org.ovirt.vdsm.jsonrpc.client.reactors.Reactor;
import org.ovirt.vdsm.jsonrpc.client.reactors.ReactorClient;
import org.ovirt.vdsm.jsonrpc.client.reactors.stomp.SSLStompReactor;
import org.ovirt.vdsm.jsonrpc.client.reactors.stomp.StompClientPolicy;

/** The client that oVirt's engine speaks to hosts with, with the engine's names of destinations. */
final class TestingOvirtClient implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration TIME_OUT = Duration.ofSeconds(60);
    private static final int RETRY_MILLIS = 10_000;

    private final ResponseWorker worker = new ResponseWorker(1, 1);
    private Reactor reactor;
    private final JsonRpcClient client;
    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();

    TestingOvirtClient(SSLContext tls, int port, int heartBeatMillis) throws Exception {
        worker.getPublisher().subscribe(new Collector());
        client = await().atMost(TIME_OUT)
                .ignoreExceptionsMatching(ClientConnectionException.class::isInstance)
                .until(() -> connected(tls, port, heartBeatMillis), Objects::nonNull);
    }

    /** The engine of this authority, at an agent on this port that answers it. */
    static TestingOvirtClient of(TestingPki pki, int port) throws Exception {
        TestingOvirtClient made =
                new TestingOvirtClient(TestingTls.client(pki.authority(), Optional.of(pki.engineClient())), port, 0);
        try {
            await().atMost(TIME_OUT).ignoreExceptions().until(() -> made.result(VerbName.PING, Map.of())
                    .booleanValue());
        } catch (ConditionTimeoutException e) {
            made.close();
            throw e;
        }
        return made;
    }

    /** Fails on a busy machine: the library gives a handshake half a second. What has failed is not used again. */
    private JsonRpcClient connected(SSLContext tls, int port, int heartBeatMillis) throws Exception {
        Reactor fresh = new SSLStompReactor(tls);
        try {
            JsonRpcClient made = connected(fresh, port, heartBeatMillis);
            reactor = fresh;
            return made;
        } catch (ClientConnectionException e) {
            fresh.close();
            throw e;
        }
    }

    private JsonRpcClient connected(Reactor fresh, int port, int heartBeatMillis) throws ClientConnectionException {
        ReactorClient transport = fresh.createClient("127.0.0.1", port);
        // of frames that arrive in one packet the library hands out one a second, unless it is woken up
        transport.addEventListener(message -> fresh.wakeup());
        StompClientPolicy policy = new StompClientPolicy(
                RETRY_MILLIS,
                1,
                heartBeatMillis,
                heartBeatMillis,
                List.of(ConnectException.class),
                "jms.topic.vdsm_requests",
                "jms.topic.vdsm_responses");
        policy.setEventQueue("jms.queue.events");
        transport.setClientPolicy(policy);
        JsonRpcClient made = worker.register(transport);
        made.setRetryPolicy(new ClientPolicy(RETRY_MILLIS * 6, 1, 0, IOException.class));
        transport.connect();
        return made;
    }

    /** The whole response, with result or error. */
    JsonRpcResponse call(VerbName verb, Object params) throws Exception {
        return client.call(new JsonRpcRequest(
                        verb.wireName(),
                        MAPPER.valueToTree(params),
                        TextNode.valueOf(UUID.randomUUID().toString())))
                .get(TIME_OUT.toSeconds(), TimeUnit.SECONDS);
    }

    /** The result; fails if the answer is an error. */
    JsonNode result(VerbName verb, Object params) throws Exception {
        JsonRpcResponse response = call(verb, params);
        if (response.getError() != null) {
            throw new AssertionError(verb.wireName() + " was answered with " + response.getError());
        }
        return response.getResult();
    }

    /** The params of all events so far. */
    List<Map<String, Object>> events() {
        return List.copyOf(events);
    }

    boolean isOpen() {
        // the library's method of this name says the opposite of what it is called
        return client.isClosed();
    }

    @Override
    public void close() {
        client.close();
        reactor.close();
        worker.close();
    }

    private final class Collector extends EventSubscriber {
        private Subscription subscription;

        Collector() {
            super("127.0.0.1|v2v|job_status|*");
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            subscription.request(1);
        }

        @Override
        public void onNext(Map<String, Object> params) {
            events.add(params);
            subscription.request(1);
        }

        @Override
        public void onError(Throwable reason) {
            subscription.request(1);
        }

        @Override
        public void onComplete() {
            subscription.cancel();
        }
    }
}
