package org.ovirt.v2v.model.exportdomain;

import java.util.List;
import java.util.UUID;

/**
 * A machine that lies in an export domain, read from its OVF.
 *
 * @param memory MiB
 * @param cpus virtual CPUs
 * @param nics empty too if an older agent does not tell
 */
public record ExportedVm(UUID id, String name, int memory, int cpus, String osType, List<Disk> disks, List<Nic> nics) {
    public ExportedVm {
        disks = List.copyOf(disks);
        nics = nics == null ? List.of() : List.copyOf(nics);
    }

    /** A machine without network interfaces. */
    public ExportedVm(UUID id, String name, int memory, int cpus, String osType, List<Disk> disks) {
        this(id, name, memory, cpus, osType, disks, List.of());
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

    /**
     * A network interface of an exported machine.
     *
     * @param name as in eth0
     * @param network that it is on; empty if on none
     * @param mac its address; empty if the OVF has none
     * @param model as in virtio; oVirt's own number for it if it has no name here
     */
    public record Nic(String name, String network, String mac, String model) {}
}
