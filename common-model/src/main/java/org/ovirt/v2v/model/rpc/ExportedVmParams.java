package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * Names a machine in an export domain.
 *
 * @param path where the proxy host has the domain mounted
 * @param within the seconds in which a removal has to begin, counted from when the request comes, since nobody waits for its answer after that; null if any time will do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExportedVmParams(String path, UUID vmid, Integer within) {
    public ExportedVmParams {
        Objects.requireNonNull(path, "path is missing");
        Objects.requireNonNull(vmid, "vmid is missing");
    }

    public ExportedVmParams(String path, UUID vmid) {
        this(path, vmid, null);
    }

    public ExportedVmParams within(Duration time) {
        return new ExportedVmParams(path, vmid, Math.toIntExact(time.toSeconds()));
    }
}
