package org.ovirt.v2v.agent.source.xen;

import java.util.List;
import java.util.Map;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;

/** Finds the sizes of raw files that libvirt could not tell: the length of the file is the size of the disk. */
final class MissingSizes {
    private MissingSizes() {}

    /** The machines again; a disk whose size stays unknown keeps 0. */
    static List<ExternalVm> fill(List<ExternalVm> machines, SftpSizes files) {
        Map<String, Long> sizes = files.of(machines.stream()
                .flatMap(machine -> machine.disks().stream())
                .filter(MissingSizes::isMissing)
                .map(ExternalDisk::alias)
                .toList());
        return machines.stream().map(machine -> fill(machine, sizes)).toList();
    }

    private static boolean isMissing(ExternalDisk disk) {
        return disk.capacity() == 0
                && disk.disktype().equals("file")
                && disk.format().equals("RAW");
    }

    private static ExternalVm fill(ExternalVm machine, Map<String, Long> sizes) {
        return machine.withDisks(
                machine.disks().stream().map(disk -> fill(disk, sizes)).toList());
    }

    private static ExternalDisk fill(ExternalDisk disk, Map<String, Long> sizes) {
        Long size = isMissing(disk) ? sizes.get(disk.alias()) : null;
        return size == null ? disk : disk.with(next -> next.capacity(size).allocation(0));
    }
}
