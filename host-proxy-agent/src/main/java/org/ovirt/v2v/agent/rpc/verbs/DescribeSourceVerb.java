package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.inventory.Inventories;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Signs in to a source and tells what it is, as whom, with how many machines and which rights. */
public final class DescribeSourceVerb implements Verb {
    private final Inventories inventories;
    private final RpcJson json;

    public DescribeSourceVerb(Inventories inventories, RpcJson json) {
        this.inventories = inventories;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.DESCRIBE_SOURCE;
    }

    @Override
    public Reach reach() {
        return Reach.SOURCE;
    }

    @Override
    public Object call(JsonNode params) throws FailureException {
        SourceParams source = json.read(params, SourceParams.class);
        return inventories.forUri(source.uri()).describe(source);
    }
}
