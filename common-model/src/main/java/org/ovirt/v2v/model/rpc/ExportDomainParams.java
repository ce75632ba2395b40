package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.UUID;

/**
 * Parameters of the verbs about an export domain; all but the path are for creating one.
 *
 * @param path where the proxy host has it mounted
 * @param name its description; ASCII
 * @param poolID the data center to attach it to; null leaves it detached
 * @param remotePath server:/path for NFS; null for a folder of the proxy host
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportDomainParams(String path, String name, UUID poolID, String remotePath) {
    public ExportDomainParams {
        Objects.requireNonNull(path, "path is missing");
    }
}
