package org.ovirt.v2v.agent.guest;

import java.util.UUID;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.DiskFormat;

/**
 * A disk of a guest as a volume of an export domain.
 *
 * @param image folder below images
 * @param volume file in that folder
 * @param capacity virtual size in bytes
 * @param allocated bytes that it takes at present
 */
public record Volume(UUID image, UUID volume, long capacity, long allocated, DiskFormat format, Allocation allocation) {
    String file() {
        return image + "/" + volume;
    }
}
