package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.inventory.SourceCertificates;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Shows the certificate of a vCenter, so that an admin can compare and pin it; the answer is a text. */
public final class GetSourceCertificateVerb implements Verb {
    private final SourceCertificates certificates;
    private final RpcJson json;

    public GetSourceCertificateVerb(SourceCertificates certificates, RpcJson json) {
        this.certificates = certificates;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.GET_SOURCE_CERTIFICATE;
    }

    @Override
    public Reach reach() {
        return Reach.SOURCE;
    }

    @Override
    public Object call(JsonNode params) throws FailureException {
        return certificates.fetch(json.read(params, SourceParams.class).uri());
    }
}
