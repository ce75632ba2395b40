package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.IntFunction;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.AgentLog;
import org.ovirt.v2v.model.rpc.AgentLogParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Tells what the agent has logged lately. */
public final class GetAgentLogVerb implements Verb {
    private final IntFunction<List<String>> latest;
    private final RpcJson json;

    /** @param latest that many of the latest lines */
    public GetAgentLogVerb(IntFunction<List<String>> latest, RpcJson json) {
        this.latest = latest;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.GET_AGENT_LOG;
    }

    @Override
    public Object call(JsonNode params) throws FailureException {
        return new AgentLog(latest.apply(json.read(params, AgentLogParams.class).lines()));
    }
}
