package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.source.Secret;
import org.ovirt.v2v.model.source.SourceUri;
import org.ovirt.v2v.model.source.SshTrust;
import org.ovirt.v2v.model.source.TlsTrust;

/** Parameters of {@code Host.convertExternalVm}; the members that {@link SourceParams} has too mean the same. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConvertParams(
        SourceUri uri,
        String username,
        Secret password,
        TlsTrust trust,
        SshTrust ssh,
        ConversionSpec vminfo,
        UUID jobid) {
    public ConvertParams {
        Objects.requireNonNull(uri, "uri is missing");
        Objects.requireNonNull(vminfo, "vminfo is missing");
        Objects.requireNonNull(jobid, "jobid is missing");
    }

    /** A source that is not reached by ssh, or by what the agent's known_hosts says. */
    public ConvertParams(
            SourceUri uri, String username, Secret password, TlsTrust trust, ConversionSpec vminfo, UUID jobid) {
        this(uri, username, password, trust, SshTrust.KNOWN_HOSTS, vminfo, jobid);
    }

    /** The id that the machine gets in oVirt. */
    @JsonIgnore
    public UUID machineId() {
        return Optional.ofNullable(vminfo.vmID()).orElse(jobid);
    }

    /** The source, without a choice of machines. */
    @JsonIgnore
    public SourceParams source() {
        return new SourceParams(uri, username, password, null, trust, ssh);
    }
}
