package org.ovirt.v2v.engine.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.ovirt.v2v.engine.Correlation;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.AgentEndpoint;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.vdsm.jsonrpc.client.ClientConnectionException;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcClient;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcRequest;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcResponse;
import org.ovirt.vdsm.jsonrpc.client.internal.ClientPolicy;
import org.ovirt.vdsm.jsonrpc.client.internal.ResponseWorker;
import org.ovirt.vdsm.jsonrpc.client.reactors.Reactor;
import org.ovirt.vdsm.jsonrpc.client.reactors.ReactorClient;
import org.ovirt.vdsm.jsonrpc.client.reactors.stomp.SSLStompReactor;
import org.ovirt.vdsm.jsonrpc.client.reactors.stomp.StompClientPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one connection to the agent of a host: made when it is first needed, shared by all callers, made again after it was
 * lost. Each host has a reactor and a worker of its own (oVirt's engine shares them), so that one that hangs holds up no other:
 * the library resolves names and waits for connections on the reactor's thread, and takes hosts whose addresses begin alike
 * for one.
 */
final class HostConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostConnection.class);

    /** What oVirt's client sends along of the log's context, for the agent's log. */
    private static final String FLOW = "ovirtCorrelationId";

    private static final String REQUESTS = "jms.topic.vdsm_requests";
    /** Each connection has one of its own below: what is sent to one destination goes to all engines that read it. */
    private static final String RESPONSES = "jms.topic.v2v_responses.";

    private static final String EVENTS = "jms.queue.events";

    /** The library's code for a lost connection and for its own time-out, which is longer than any of ours. */
    private static final int NETWORK_ERROR = 5022;

    private static final Duration LIBRARY_TIMEOUT = Duration.ofMinutes(10);

    /** One thread for the events of a host keeps them in order. */
    private static final int EVENT_THREADS = 1;

    /**
     * None: the library would keep a thread for each host, and never end it, to throw away events that nobody takes; ours are always
     * taken. Its complaint about that is not logged (application.properties).
     */
    private static final int EVENT_LIFETIME_HOURS = 0;

    /**
     * Two frames that arrive in one packet are handed out one by one, the second only at the next turn of the reactor, which
     * may be a second later. Whoever has got one therefore wakes the reactor up, and whoever waits for an answer does so this
     * often.
     */
    private static final Duration WAKE_UP = Duration.ofMillis(100);

    /** Bytes of a request beside its parameters, at most. */
    private static final int ENVELOPE = 256;

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final HostAddress host;
    private final HostSettings settings;
    private final HostProbe probe;
    private final Reactor reactor;
    private final ResponseWorker worker;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile OpenClient current;

    /** The library's two views of one connection. */
    private record OpenClient(ReactorClient transport, JsonRpcClient calls) {
        private boolean isOpen() {
            return transport.isOpen();
        }
    }

    /** Signals that a connection which had worked was lost while an answer was waited for. */
    private static final class LostException extends Exception {
        private LostException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    HostConnection(HostAddress host, EngineTls tls, HostSettings settings, HostProbe probe, HostListener listener) {
        this.host = host;
        this.settings = settings;
        this.probe = probe;
        try {
            this.reactor = new SSLStompReactor(new HostSslContext(tls, host, settings.connectTimeout()));
        } catch (IOException e) {
            throw unreachable("no selector can be opened: " + e.getMessage(), e);
        }
        this.worker = new ResponseWorker(EVENT_THREADS, EVENT_LIFETIME_HOURS);
        worker.getPublisher()
                .subscribe(new JobEventSubscriber(
                        host,
                        job -> {
                            reactor.wakeup();
                            listener.jobChanged(host, job);
                        },
                        () -> listener.disconnected(host)));
    }

    /** Asks the agent; tries once more if a connection that was open before turns out to be dead. */
    JsonRpcResponse call(VerbName verb, JsonNode params, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        requireShort(verb, params);
        boolean reused = isOpen();
        try {
            return exchange(verb, params, deadline);
        } catch (LostException e) {
            if (!reused) {
                throw unreachable(e.getMessage(), e);
            }
            LOG.debug("The connection to {} was lost, {} is sent again", host, verb.wireName());
        }
        try {
            return exchange(verb, params, deadline);
        } catch (LostException e) {
            throw unreachable(e.getMessage(), e);
        }
    }

    /** The agent does not read what is longer, so that it cannot say what it refuses: oVirt's client would wait in vain. */
    private void requireShort(VerbName verb, JsonNode params) {
        int length = params.toString().getBytes(StandardCharsets.UTF_8).length + ENVELOPE;
        if (length > AgentEndpoint.LONGEST_REQUEST) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST,
                    verb.wireName() + " is too long for the proxy host " + host + ": it has " + length
                            + " bytes, and at most " + AgentEndpoint.LONGEST_REQUEST + " are taken.");
        }
    }

    private JsonRpcResponse exchange(VerbName verb, JsonNode params, long deadline) throws LostException {
        OpenClient client = connected(deadline);
        JsonRpcRequest request = new JsonRpcRequest(
                verb.wireName(), params, TextNode.valueOf(UUID.randomUUID().toString()));
        Future<JsonRpcResponse> call;
        MDC.put(FLOW, Correlation.current().orElse(""));
        try {
            call = client.calls().call(request);
        } catch (ClientConnectionException | RuntimeException e) {
            discard(client);
            throw new LostException("the connection broke: " + e.getMessage(), e);
        } finally {
            MDC.remove(FLOW);
        }
        JsonRpcResponse response = await(client, call, verb, deadline);
        reactor.wakeup();
        if (response.getError() != null && response.getError().path("code").asInt() == NETWORK_ERROR) {
            discard(client);
            throw new LostException(
                    "the connection was lost: "
                            + response.getError().path("message").asText(),
                    null);
        }
        return response;
    }

    private JsonRpcResponse await(OpenClient client, Future<JsonRpcResponse> call, VerbName verb, long deadline) {
        try {
            while (true) {
                long left = deadline - System.nanoTime();
                try {
                    return call.get(Math.min(Math.max(left, 0), WAKE_UP.toNanos()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (left <= 0) {
                        client.calls().removeCall(call);
                        throw unreachable("no answer to " + verb.wireName() + " in time", e);
                    }
                    reactor.wakeup();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            client.calls().removeCall(call);
            throw unreachable("the engine is stopping", e);
        } catch (ExecutionException e) {
            throw unreachable(e.getMessage(), e);
        }
    }

    private OpenClient connected(long deadline) throws LostException {
        OpenClient open = current;
        if (open != null && open.isOpen()) {
            return open;
        }
        lockUntil(deadline);
        try {
            if (current == null || !current.isOpen()) {
                discard(current);
                probe.check(host);
                current = connect();
                LOG.info("Connected to the agent at {}", host);
            }
            return current;
        } finally {
            connecting.unlock();
        }
    }

    private void lockUntil(long deadline) {
        try {
            if (!connecting.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw unreachable("connecting takes too long", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("the engine is stopping", e);
        }
    }

    /** A client that was closed still holds what it could not send: it is never used again. */
    private OpenClient connect() throws LostException {
        try {
            ReactorClient transport = reactor.createClient(host.address(), host.port());
            transport.setClientPolicy(connectionPolicy());
            JsonRpcClient calls = worker.register(transport);
            calls.setRetryPolicy(new ClientPolicy(Math.toIntExact(LIBRARY_TIMEOUT.toMillis()), 0, 0));
            transport.connect();
            sendAtOnce(transport);
            return new OpenClient(transport, calls);
        } catch (ClientConnectionException | RuntimeException e) {
            throw new LostException("no connection: " + e.getMessage(), e);
        }
    }

    /** Else a second request waits until the host's kernel has acknowledged the first, for which it takes 40 ms (Nagle, RFC 1122 4.2.3.2). */
    private static void sendAtOnce(ReactorClient transport) {
        if (transport.getSelectionKey().channel() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            } catch (IOException e) {
                LOG.debug("Requests to {} may be slow", transport.getHostname(), e);
            }
        }
    }

    private ClientPolicy connectionPolicy() {
        StompClientPolicy policy = new StompClientPolicy(
                Math.toIntExact(settings.connectTimeout().toMillis()),
                0,
                Math.toIntExact(settings.incomingHeartBeat().toMillis()),
                Math.toIntExact(settings.outgoingHeartBeat().toMillis()),
                List.of(IOException.class),
                REQUESTS,
                RESPONSES + UUID.randomUUID());
        policy.setEventQueue(EVENTS);
        policy.setIdentifier(host.address());
        return policy;
    }

    private boolean isOpen() {
        OpenClient open = current;
        return open != null && open.isOpen();
    }

    private static void discard(OpenClient client) {
        if (client != null && client.isOpen()) {
            client.calls().close();
        }
    }

    private FailureException unreachable(String why, Throwable cause) {
        return new FailureException(
                FailureCode.HOST_UNREACHABLE, "Proxy host " + host + " cannot be asked: " + why + ".", cause);
    }

    @Override
    public void close() {
        OpenClient open = current;
        if (open != null) {
            awaitClosed(open.transport().close());
        }
        reactor.close();
        worker.close();
    }

    /** The reactor closes the channel, which it does no more once it has been told to stop. */
    private void awaitClosed(Future<Void> closing) {
        try {
            closing.get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The connection to {} could not be closed", host, e);
        }
    }
}
