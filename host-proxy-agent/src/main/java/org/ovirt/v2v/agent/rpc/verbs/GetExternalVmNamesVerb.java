package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.inventory.Inventories;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Lists the names of a source's machines; the answer is an array. */
public final class GetExternalVmNamesVerb implements Verb {
    private final Inventories inventories;
    private final RpcJson json;

    public GetExternalVmNamesVerb(Inventories inventories, RpcJson json) {
        this.inventories = inventories;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.GET_EXTERNAL_VM_NAMES;
    }

    @Override
    public Reach reach() {
        return Reach.SOURCE;
    }

    @Override
    public Object call(JsonNode params) throws FailureException {
        SourceParams source = json.read(params, SourceParams.class);
        return inventories.forUri(source.uri()).names(source);
    }
}
