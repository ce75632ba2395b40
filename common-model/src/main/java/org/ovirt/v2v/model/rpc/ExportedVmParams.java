package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import java.util.UUID;

/**
 * Names a machine in an export domain.
 *
 * @param path where the proxy host has the domain mounted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportedVmParams(String path, UUID vmid) {
    public ExportedVmParams {
        Objects.requireNonNull(path, "path is missing");
        Objects.requireNonNull(vmid, "vmid is missing");
    }
}
