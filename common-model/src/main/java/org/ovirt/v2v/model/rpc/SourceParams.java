package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/**
 * Parameters of {@code Host.getExternalVMs} and {@code Host.getExternalVMNames}.
 *
 * @param uri a vpx or esx URI without a path means all that the server has
 * @param vmNames only these machines, by name or MoRef; null, or none as with VDSM, means all
 * @param trust ours; if missing, {@code no_verify=1} in the URI means none and otherwise the system's authorities count
 * @param ssh ours; if missing, the agent's known_hosts counts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourceParams(
        SourceUri uri,
        String username,
        Secret password,
        @JsonProperty("vm_names") List<String> vmNames,
        TlsTrust trust,
        SshTrust ssh) {
    public SourceParams {
        Objects.requireNonNull(uri, "uri is missing");
        username = Objects.requireNonNullElse(username, "");
        password = Objects.requireNonNullElse(password, Secret.EMPTY);
        vmNames = vmNames == null || vmNames.isEmpty() ? null : List.copyOf(vmNames);
        trust = trust == null ? (uri.skipsVerification() ? TlsTrust.NONE : TlsTrust.SYSTEM) : trust;
        ssh = Objects.requireNonNullElse(ssh, SshTrust.KNOWN_HOSTS);
    }

    /** A source that is not reached by ssh, or by what the agent's known_hosts says. */
    public SourceParams(SourceUri uri, String username, Secret password, List<String> vmNames, TlsTrust trust) {
        this(uri, username, password, vmNames, trust, SshTrust.KNOWN_HOSTS);
    }

    public SourceParams withUri(SourceUri same) {
        return new SourceParams(same, username, password, vmNames, trust, ssh);
    }

    /** The same source with a choice of its machines. */
    public SourceParams withVmNames(List<String> names) {
        return new SourceParams(uri, username, password, names, trust, ssh);
    }
}
