package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Consumer;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.Sources;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Tells of machines of a source. They may be ten thousand: few such answers are in memory at a time, until the client has taken them. */
record ListMachinesVerb(Sources sources, RecentMachines recent, RpcJson json) implements Verb {
    @Override
    public VerbName name() {
        return VerbName.GET_EXTERNAL_VMS;
    }

    @Override
    public Reach reach() {
        return Reach.SOURCE;
    }

    @Override
    public Optional<String> peer(JsonNode params) {
        return SourceVerbs.host(params);
    }

    @Override
    public void answer(JsonNode params, Consumer<Object> result) throws FailureException {
        SourceParams source = json.read(params, SourceParams.class);
        long asked = recent.now();
        sources.forUri(source.uri()).machines(source, machines -> {
            recent.told(source, machines, asked);
            result.accept(machines);
        });
    }
}
