package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonRootName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ovirt.v2v.engine.provider.ExternalVmId;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalNic;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * A machine at its source.
 *
 * @param id MoRef (VMware) or UUID (Xen)
 * @param uuid as libvirt knows the machine
 * @param status "down" if it can be converted, otherwise "up"
 * @param memory bytes
 * @param cpus virtual CPUs
 */
@JsonRootName("virtual_machine")
public record VirtualMachineRepresentation(
        String id,
        String href,
        String name,
        String uuid,
        String status,
        long memory,
        int cpus,
        String arch,
        String os,
        String firmware,
        Boolean hasSnapshots,
        String host,
        String cluster,
        String datacenter,
        String folder,
        List<Disk> disks,
        List<Nic> nics) {
    private static final long MEBIBYTE = 1L << 20;

    /**
     * A disk at the source.
     *
     * @param capacity bytes
     * @param allocation bytes in use at the source; 0 if unknown
     * @param parent the file that this disk holds only the changes of, after a snapshot or in a linked clone; null if it holds
     *     everything
     */
    @Schema(name = "ExternalDisk")
    public record Disk(
            String name,
            String path,
            String datastore,
            String backing,
            String format,
            long capacity,
            long allocation,
            String parent) {
        static Disk of(ExternalDisk disk) {
            return new Disk(
                    disk.dev(),
                    disk.alias(),
                    disk.datastore(),
                    disk.backing(),
                    disk.format() == null ? null : disk.format().toLowerCase(Locale.ROOT),
                    disk.capacity(),
                    disk.allocation(),
                    disk.parent());
        }
    }

    /** A network interface at the source. */
    @Schema(name = "ExternalNic")
    public record Nic(String name, String network, String mac, String model) {
        static Nic of(ExternalNic nic) {
            return new Nic(nic.dev(), nic.bridge(), nic.macAddr(), nic.model());
        }
    }

    static VirtualMachineRepresentation of(UUID provider, ExternalVm machine) {
        String id = ExternalVmId.of(machine);
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
        return new VirtualMachineRepresentation(
                id,
                ApiPath.PROVIDERS + "/" + provider + "/virtualmachines/" + encoded,
                machine.vmName(),
                machine.vmId(),
                Optional.ofNullable(machine.status())
                        .map(status -> status.toLowerCase(Locale.ROOT))
                        .orElse(null),
                machine.memSize() * MEBIBYTE,
                machine.smp(),
                machine.arch(),
                machine.guestOs(),
                machine.firmware(),
                machine.hasSnapshots(),
                machine.host(),
                machine.cluster(),
                machine.datacenter(),
                machine.folder(),
                machine.disks().stream().map(Disk::of).toList(),
                machine.networks().stream().map(Nic::of).toList());
    }
}
