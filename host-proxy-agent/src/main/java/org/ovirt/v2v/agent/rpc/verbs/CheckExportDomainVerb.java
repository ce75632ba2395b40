package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Compares the OVFs in an export domain with its files. */
public final class CheckExportDomainVerb implements Verb {
    private final ExportDomains domains;
    private final RpcJson json;

    public CheckExportDomainVerb(ExportDomains domains, RpcJson json) {
        this.domains = domains;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.CHECK_EXPORT_DOMAIN;
    }

    @Override
    public Reach reach() {
        return Reach.EXPORT_DOMAIN;
    }

    @Override
    public Object call(JsonNode params) throws FailureException {
        return domains.check(Path.of(json.read(params, ExportDomainParams.class).path()));
    }
}
