package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Lists the machines in an export domain. */
public final class ListExportedVmsVerb implements Verb {
    private final ExportDomains domains;
    private final RpcJson json;

    public ListExportedVmsVerb(ExportDomains domains, RpcJson json) {
        this.domains = domains;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.LIST_EXPORTED_VMS;
    }

    @Override
    public Reach reach() {
        return Reach.EXPORT_DOMAIN;
    }

    @Override
    public Object call(JsonNode params) throws FailureException {
        return domains.machines(
                Path.of(json.read(params, ExportDomainParams.class).path()));
    }
}
