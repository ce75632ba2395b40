package org.ovirt.v2v.agent.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ovirt.v2v.agent.rpc.JsonRpcRequest.InvalidRequestException;
import org.ovirt.v2v.model.rpc.RpcError;
import org.ovirt.v2v.model.rpc.RpcErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Runs verbs on the workers and makes JSON-RPC 2.0's answers of what they return or throw. */
public final class JsonRpcDispatcher implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JsonRpcDispatcher.class);
    private static final int LONGEST_IN_LOG = 100;
    private static final int LONGEST_REASON = 2_000;

    /** Bytes; what is shorter is sent in the background. */
    private static final int LARGE = 64 * 1024;

    /** The connection is cut off before. */
    private static final Duration LONGEST_SENDING = Duration.ofSeconds(90);

    private final Supplier<VerbRegistry> verbs;
    private final VerbWorkers workers;
    private final RpcJson json;

    /**
     * Made once for the agent.
     *
     * @param verbs while there are none every request is answered with VDSM's error 99
     * @param workers for the verbs of each reach; those of the agent's read the requests too
     */
    public JsonRpcDispatcher(Supplier<VerbRegistry> verbs, VerbWorkers workers, RpcJson json) {
        this.verbs = verbs;
        this.workers = workers;
        this.json = json;
    }

    @Override
    public void handle(Object client, byte[] request, String correlationId, Reply reply) {
        Map<String, String> context = Map.of("flow", shortened(correlationId), "client", client.toString());
        execute(
                Verb.Reach.AGENT,
                client,
                context,
                () -> answer(client, request, context, reply),
                () -> reply.send(Optional.of(busy(request))));
    }

    /**
     * Has it done by a worker.
     *
     * @param context what each line of the log says meanwhile
     */
    private void execute(Verb.Reach reach, Object party, Map<String, String> context, Runnable work, Runnable refusal) {
        try {
            workers.execute(reach, party, () -> {
                MDC.setContextMap(context);
                try {
                    work.run();
                } finally {
                    MDC.clear();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.warn("Too many requests at once, refusing one");
            refusal.run();
        }
    }

    private static String shortened(String text) {
        return shortened(text, LONGEST_IN_LOG);
    }

    /** What a client writes goes into the log, and must not fill it. */
    private static String shortened(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }

    @Override
    public byte[] busy() {
        return busy(JsonRpcRequest.UNKNOWN_ID);
    }

    @Override
    public byte[] tooLong(int limit) {
        return failed(
                JsonRpcRequest.UNKNOWN_ID,
                RpcErrors.of(RpcErrorCode.INVALID_REQUEST, "a request may have at most " + limit + " bytes"));
    }

    private void answer(Object client, byte[] request, Map<String, String> context, Reply reply) {
        Optional<JsonRpcRequest> understood = Optional.empty();
        Optional<byte[]> refusal = Optional.empty();
        try {
            JsonNode message = json.parse(request);
            if (LOG.isDebugEnabled()) {
                LOG.debug("Request {}", LogMask.masked(message));
            }
            understood = Optional.of(JsonRpcRequest.of(message));
        } catch (InvalidRequestException e) {
            refusal = Optional.of(failed(e.id(), new RpcError(e.code().code(), e.getMessage(), null)));
        } catch (JsonProcessingException e) {
            e.clearLocation();
            refusal = Optional.of(failed(
                    JsonRpcRequest.UNKNOWN_ID, RpcErrors.of(RpcErrorCode.PARSE_ERROR, "the body is not valid JSON")));
        } catch (CharConversionException e) {
            refusal = Optional.of(
                    failed(JsonRpcRequest.UNKNOWN_ID, RpcErrors.of(RpcErrorCode.PARSE_ERROR, "the body is no text")));
        } catch (IOException e) {
            refusal = Optional.of(failed(JsonRpcRequest.UNKNOWN_ID, RpcErrors.of("reading a request", e)));
        }
        if (understood.isEmpty()) {
            reply.send(refusal);
            return;
        }
        answer(client, understood.get(), context, reply);
    }

    private void answer(Object client, JsonRpcRequest request, Map<String, String> context, Reply reply) {
        Optional<Verb> verb = Optional.ofNullable(verbs.get()).flatMap(known -> known.find(request.method()));
        Verb.Reach reach = verb.map(Verb::reach).orElse(Verb.Reach.AGENT);
        long came = System.nanoTime();
        Runnable work = () -> {
            MDC.put(
                    "request",
                    request.id()
                            .map(JsonNode::asText)
                            .map(JsonRpcDispatcher::shortened)
                            .orElse(""));
            call(request.after(Duration.ofNanos(System.nanoTime() - came)), reach, reply);
        };
        if (reach == Verb.Reach.AGENT) {
            work.run();
            return;
        }
        if (reach == Verb.Reach.SOURCE || reach == Verb.Reach.EXPORT_DOMAIN) {
            reply.waitsForOthers();
        }
        execute(
                reach,
                verb.flatMap(known -> known.peer(request.params()))
                        .<Object>map(peer -> peer)
                        .orElse(client),
                context,
                work,
                () -> reply.send(Optional.of(busy(request.id().orElse(JsonRpcRequest.UNKNOWN_ID)))));
    }

    private void call(JsonRpcRequest request, Verb.Reach reach, Reply reply) {
        JsonNode id = request.id().orElse(JsonRpcRequest.UNKNOWN_ID);
        AtomicBoolean answered = new AtomicBoolean();
        Consumer<byte[]> answer = text -> {
            answered.set(true);
            Sending sending = reply.send(request.id().map(wanted -> text));
            if (text.length > LARGE) {
                await(reach, sending);
            }
        };
        VerbRegistry known = verbs.get();
        if (known == null) {
            answer.accept(failed(id, new RpcException(RpcErrorCode.RECOVERY).error()));
            return;
        }
        Optional<Verb> verb = known.find(request.method());
        if (verb.isEmpty()) {
            answer.accept(
                    failed(id, RpcErrors.of(RpcErrorCode.METHOD_NOT_FOUND, "{'method': '" + request.method() + "'}")));
            return;
        }
        try {
            verb.get().answer(request.params(), result -> answer.accept(succeeded(id, result)));
        } catch (Exception | LinkageError | VirtualMachineError e) {
            RpcError error = RpcErrors.of(request.method(), e);
            if (answered.get()) {
                LOG.error("{} failed after it had been answered: {}", request.method(), error.message());
                return;
            }
            LOG.info(
                    "{} answered with error {}: {}",
                    request.method(),
                    error.code(),
                    shortened(error.message(), LONGEST_REASON));
            answer.accept(failed(id, error));
        }
    }

    /**
     * So that large answers are no more than there are threads, or turns, for their verbs. A client that does not read its answer keeps
     * nobody from what this host has recorded.
     */
    private static void await(Verb.Reach reach, Sending sending) {
        switch (reach) {
            case AGENT -> {}
            case RECORDS -> await(sending.queued());
            case SOURCE, EXPORT_DOMAIN -> await(sending.sent());
        }
    }

    private static void await(CompletionStage<Void> stage) {
        try {
            stage.toCompletableFuture().get(LONGEST_SENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("An answer was not taken", e);
        }
    }

    private byte[] busy(byte[] request) {
        JsonNode id = JsonRpcRequest.UNKNOWN_ID;
        try {
            id = JsonRpcRequest.of(json.parse(request)).id().orElse(id);
        } catch (IOException | InvalidRequestException e) {
            LOG.debug("The refused request was no valid one either", e);
        }
        return busy(id);
    }

    private byte[] busy(JsonNode id) {
        return failed(id, RpcErrors.busy());
    }

    private byte[] succeeded(JsonNode id, Object result) {
        // written as it is, not as a tree of nodes: those of a large inventory would take many times its own memory
        return json.write(envelope(id).putPOJO("result", result));
    }

    private byte[] failed(JsonNode id, RpcError error) {
        return json.write(envelope(id).set("error", json.toTree(error)));
    }

    private static ObjectNode envelope(JsonNode id) {
        return JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").set("id", id);
    }
}
