package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.Verb.Reach;
import org.ovirt.v2v.model.rpc.ExportDomainParams;
import org.ovirt.v2v.model.rpc.ExportedVmParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** The verbs about export domains that this host has mounted, and the machines in them. */
public final class ExportDomainVerbs {
    private ExportDomainVerbs() {}

    public static List<Verb> of(ExportDomains domains, RpcJson json) {
        return List.of(
                domain(VerbName.OPEN_EXPORT_DOMAIN, json, domain -> domains.open(Path.of(domain.path()))),
                domain(VerbName.CREATE_EXPORT_DOMAIN, json, domains::create),
                domain(VerbName.LIST_EXPORTED_VMS, json, domain -> domains.machines(Path.of(domain.path()))),
                domain(VerbName.CHECK_EXPORT_DOMAIN, json, domain -> domains.check(Path.of(domain.path()))),
                machine(VerbName.GET_EXPORTED_VM_OVF, json, vm -> domains.ovf(Path.of(vm.path()), vm.vmid())),
                machine(
                        VerbName.REMOVE_EXPORTED_VM,
                        json,
                        vm -> domains.remove(Path.of(vm.path()), vm.vmid(), latest(vm))));
    }

    private static Instant latest(ExportedVmParams removal) {
        return removal.within() == null ? ExportDomains.ANY_TIME : Instant.now().plusSeconds(removal.within());
    }

    private static Verb domain(VerbName name, RpcJson json, VerbRow.Call<ExportDomainParams> call) {
        return row(name, params -> call.with(json.read(params, ExportDomainParams.class)));
    }

    private static Verb machine(VerbName name, RpcJson json, VerbRow.Call<ExportedVmParams> call) {
        return row(name, params -> call.with(json.read(params, ExportedVmParams.class)));
    }

    private static Verb row(VerbName name, VerbRow.Body body) {
        return new VerbRow(name, Reach.EXPORT_DOMAIN, ExportDomainVerbs::path, body);
    }

    /** The domain that the parameters name. */
    private static Optional<String> path(JsonNode params) {
        return Optional.of(params.path("path").asText()).filter(path -> !path.isEmpty());
    }
}
