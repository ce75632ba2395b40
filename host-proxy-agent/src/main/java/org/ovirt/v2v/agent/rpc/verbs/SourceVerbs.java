package org.ovirt.v2v.agent.rpc.verbs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.Verb.Reach;
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
            Sources sources, SourceCertificates certificates, SourceHostKeys hostKeys, RpcJson json) {
        return List.of(
                source(VerbName.GET_EXTERNAL_VMS, json, source -> sources.forUri(source.uri())
                        .machines(source)),
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
                name,
                Reach.SOURCE,
                params -> host(params.path("uri").asText()),
                params -> call.with(json.read(params, SourceParams.class)));
    }

    private static Optional<String> host(String uri) {
        try {
            return Optional.of(SourceUri.parse(uri).host().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // which the verb will say
        }
    }
}
