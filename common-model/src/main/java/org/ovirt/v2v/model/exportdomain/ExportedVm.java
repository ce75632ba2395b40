package org.ovirt.v2v.model.exportdomain;

import java.util.List;
import java.util.UUID;

/**
 * A machine that lies in an export domain, read from its OVF.
 *
 * @param memory MiB
 * @param cpus virtual CPUs
 */
public record ExportedVm(UUID id, String name, int memory, int cpus, String osType, List<Disk> disks) {
    public ExportedVm {
        disks = List.copyOf(disks);
    }

    /**
     * A disk of an exported machine.
     *
     * @param image folder below images
     * @param volume file in that folder
     * @param capacity virtual size in bytes
     * @param format RAW or COW
     */
    public record Disk(UUID image, UUID volume, long capacity, String format) {}
}
