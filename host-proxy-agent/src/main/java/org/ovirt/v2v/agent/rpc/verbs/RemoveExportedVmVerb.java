package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.model.rpc.ExportedVmParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** Takes a machine out of an export domain. */
public final class RemoveExportedVmVerb implements Verb {
    private final ExportDomains domains;
    private final RpcJson json;

    public RemoveExportedVmVerb(ExportDomains domains, RpcJson json) {
        this.domains = domains;
        this.json = json;
    }

    @Override
    public VerbName name() {
        return VerbName.REMOVE_EXPORTED_VM;
    }

    @Override
    public Reach reach() {
        return Reach.EXPORT_DOMAIN;
    }

    @Override
    public Object call(JsonNode params) throws FailureException {
        ExportedVmParams machine = json.read(params, ExportedVmParams.class);
        return domains.remove(Path.of(machine.path()), machine.vmid());
    }
}
