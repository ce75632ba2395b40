package org.ovirt.v2v.engine.rest;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/**
 * A machine in an export domain.
 *
 * @param memory bytes
 * @param cpus virtual CPUs
 */
public record ExportedVmRepresentation(
        String id, String href, String name, long memory, int cpus, Os os, List<Disk> disks) {
    private static final long MEBIBYTE = 1L << 20;

    /** The operating system, by oVirt's word. */
    public record Os(String type) {}

    /**
     * A disk of the machine.
     *
     * @param id of the image, the folder below images
     * @param imageId of the volume, the file in that folder; oVirt's name for it
     * @param provisionedSize virtual size in bytes
     */
    public record Disk(String id, String imageId, long provisionedSize, String format) {
        static Disk of(ExportedVm.Disk disk) {
            return new Disk(
                    disk.image().toString(),
                    disk.volume().toString(),
                    disk.capacity(),
                    disk.format().toLowerCase(Locale.ROOT));
        }
    }

    static ExportedVmRepresentation of(UUID domain, ExportedVm machine) {
        return new ExportedVmRepresentation(
                machine.id().toString(),
                ApiPath.STORAGE_DOMAINS + "/" + domain + "/vms/" + machine.id(),
                machine.name(),
                machine.memory() * MEBIBYTE,
                machine.cpus(),
                new Os(machine.osType()),
                machine.disks().stream().map(Disk::of).toList());
    }
}
