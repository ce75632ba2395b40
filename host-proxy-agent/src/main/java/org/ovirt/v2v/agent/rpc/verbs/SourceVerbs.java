package org.ovirt.v2v.agent.rpc.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.Verb.Reach;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.Sources;
import org.ovirt.v2v.agent.source.ssh.SourceHostKeys;
import org.ovirt.v2v.agent.source.tls.SourceCertificates;
import org.ovirt.v2v.format.SshPublicKey;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.v2v.model.source.SourceUri;

/** The verbs that ask a source. Certificate and host keys are shown so that an admin can compare and confirm them. */
public final class SourceVerbs {
    private SourceVerbs() {}

    public static List<Verb> of(
            Sources sources,
            RecentMachines recent,
            SourceCertificates certificates,
            SourceHostKeys hostKeys,
            RpcJson json) {
        return List.of(
                new ListMachinesVerb(sources, recent, json),
                source(VerbName.GET_EXTERNAL_VM_NAMES, json, source -> sources.forUri(source.uri())
                        .names(source)),
                source(VerbName.DESCRIBE_SOURCE, json, source -> sources.forUri(source.uri())
                        .describe(source)),
                source(VerbName.GET_SOURCE_CERTIFICATE, json, source -> certificates.fetch(source.uri())),
                source(VerbName.GET_SOURCE_HOST_KEYS, json, source -> hostKeys.fetch(source.uri()).stream()
                        .map(SshPublicKey::toString)
                        .toList()));
    }

    private static Verb source(VerbName name, RpcJson json, VerbRow.Call<SourceParams> call) {
        return new VerbRow(
                name, Reach.SOURCE, SourceVerbs::host, params -> call.with(json.read(params, SourceParams.class)));
    }

    /** The source that the parameters name, as far as they can be read. */
    static Optional<String> host(JsonNode params) {
        try {
            return Optional.of(
                    SourceUri.parse(params.path("uri").asText()).host().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // which the verb will say
        }
    }
}
