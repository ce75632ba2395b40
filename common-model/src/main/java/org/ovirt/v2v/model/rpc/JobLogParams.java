package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import java.util.UUID;

/**
 * Which part of what virt-v2v wrote is wanted.
 *
 * @param offset of its first byte
 * @param length how many bytes at most; the agent may send fewer
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobLogParams(UUID jobid, ConversionLog log, long offset, int length) {
    public JobLogParams {
        Objects.requireNonNull(jobid, "jobid is missing");
        Objects.requireNonNull(log, "log is missing");
    }
}
