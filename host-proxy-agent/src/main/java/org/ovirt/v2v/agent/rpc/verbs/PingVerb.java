package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.VerbName;

/** Says that the agent is there. */
public final class PingVerb implements Verb {
    @Override
    public VerbName name() {
        return VerbName.PING;
    }

    @Override
    public Object call(JsonNode params) {
        return true;
    }
}
