package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Consumer;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.job.JobException;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.VerbName;

/** A verb that is one call of something. */
record VerbRow(VerbName name, Reach reach, Peer peer, Body body) implements Verb {
    VerbRow(VerbName name, Reach reach, Body body) {
        this(name, reach, params -> Optional.empty(), body);
    }

    /** Whom the parameters as they came name. */
    @FunctionalInterface
    interface Peer {
        Optional<String> in(JsonNode params);
    }

    /** What is called with the parameters as they came. */
    @FunctionalInterface
    interface Body {
        Object call(JsonNode params) throws JobException, FailureException;
    }

    /** What is called with parameters that were read. */
    @FunctionalInterface
    interface Call<P> {
        Object with(P params) throws JobException, FailureException;
    }

    /** What has nothing to answer but that it was taken. */
    @FunctionalInterface
    interface Order<P> {
        void give(P params) throws JobException, FailureException;
    }

    static <P> Verb of(VerbName name, Reach reach, RpcJson json, Class<P> type, Call<P> call) {
        return new VerbRow(name, reach, params -> call.with(json.read(params, type)));
    }

    /** One that answers true. */
    static <P> Verb order(VerbName name, RpcJson json, Class<P> type, Order<P> order) {
        return new VerbRow(name, Reach.AGENT, params -> {
            order.give(json.read(params, type));
            return true;
        });
    }

    @Override
    public Optional<String> peer(JsonNode params) {
        return peer.in(params);
    }

    @Override
    public void answer(JsonNode params, Consumer<Object> result) throws JobException, FailureException {
        result.accept(body.call(params));
    }
}
