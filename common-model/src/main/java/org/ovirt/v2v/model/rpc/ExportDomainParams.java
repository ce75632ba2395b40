package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * Parameters of the verbs about an export domain; all but the path are for creating one, which no data center has attached
 * then.
 *
 * @param path where the proxy host has it mounted
 * @param name its description; ASCII
 * @param remotePath server:/path for NFS; null for a folder of the proxy host
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportDomainParams(String path, String name, String remotePath) {
    public ExportDomainParams {
        Objects.requireNonNull(path, "path is missing");
    }
}
