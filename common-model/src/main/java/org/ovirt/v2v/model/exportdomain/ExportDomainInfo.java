package org.ovirt.v2v.model.exportdomain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * An export domain that can be used.
 *
 * @param path where the proxy host has it mounted
 * @param id SDUUID
 * @param name the description in its metadata
 * @param poolId the data center that it is attached to; null if to none
 * @param remotePath server:/path, as its metadata says
 * @param total bytes of the file system
 * @param free bytes that vdsm may still write
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportDomainInfo(
        String path, UUID id, String name, UUID poolId, String remotePath, long total, long free) {}
