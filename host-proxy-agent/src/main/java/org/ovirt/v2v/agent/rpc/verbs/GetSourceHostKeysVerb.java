package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.inventory.SourceHostKeys;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.format.SshPublicKey;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Shows the host keys of a Xen host, so that an admin can compare and confirm one; the answer is a list of texts. */
public final class GetSourceHostKeysVerb implements Verb {
    private final SourceHostKeys hostKeys;
    private final RpcJson json;

    public GetSourceHostKeysVerb(SourceHostKeys hostKeys, RpcJson json) {
        this.hostKeys = hostKeys;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.GET_SOURCE_HOST_KEYS;
    }

    @Override
    public Reach reach() {
        return Reach.SOURCE;
    }

    @Override
    public Object call(JsonNode params) throws FailureException {
        return hostKeys.fetch(json.read(params, SourceParams.class).uri()).stream()
                .map(SshPublicKey::toString)
                .toList();
    }
}
