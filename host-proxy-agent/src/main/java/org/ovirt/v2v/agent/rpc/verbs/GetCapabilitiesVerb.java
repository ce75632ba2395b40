package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.host.HostInspection;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.VerbName;

/** Tells what this host can do. */
public final class GetCapabilitiesVerb implements Verb {
    private final HostInspection host;

    public GetCapabilitiesVerb(HostInspection host) {
        this.host = host;
    }

    @Override
    public VerbName name() {
        return VerbName.GET_CAPABILITIES;
    }

    @Override
    public Object call(JsonNode params) throws FailureException {
        return host.capabilities();
    }
}
