package org.ovirt.v2v.model.rpc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Base64;

/**
 * Part of what virt-v2v wrote, as bytes: a part may end within a letter.
 *
 * @param size of the whole in bytes, as it is now
 * @param complete whether nothing more will be written
 * @param content in Base64; empty if the offset is at the end
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobLogPart(long size, boolean complete, String content) {
    public static JobLogPart of(long size, boolean complete, byte[] content) {
        return new JobLogPart(size, complete, Base64.getEncoder().encodeToString(content));
    }

    /** The content. */
    public byte[] bytes() {
        return Base64.getDecoder().decode(content);
    }
}
