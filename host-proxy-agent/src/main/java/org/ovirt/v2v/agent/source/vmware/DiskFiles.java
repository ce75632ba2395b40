package org.ovirt.v2v.agent.source.vmware;

import java.util.HashMap;
import java.util.Map;

/**
 * What the files of each disk take at the source, those of its snapshots and parents too (VMware's
 * VirtualMachineFileLayoutEx).
 *
 * @param bytes by the key of the disk's device; only of disks whose files are told of
 */
record DiskFiles(Map<String, Long> bytes) {
    /** Reads the values of layoutEx.disk and layoutEx.file; both are empty where nobody has asked for them. */
    static DiskFiles of(Element disks, Element files) {
        Map<String, Long> sizes = new HashMap<>();
        files.children().forEach(file -> sizes.put(file.textAt("key"), file.numberAt("size")));
        Map<String, Long> bytes = new HashMap<>();
        for (Element disk : disks.children()) {
            long sum = disk.children().stream()
                    .filter(unit -> unit.name().equals("chain"))
                    .flatMap(unit -> unit.children().stream())
                    .filter(key -> key.name().equals("fileKey"))
                    .mapToLong(key -> sizes.getOrDefault(key.text(), 0L))
                    .sum();
            bytes.put(disk.textAt("key"), sum);
        }
        return new DiskFiles(bytes);
    }

    /** 0 if it is not known. */
    long of(String disk) {
        return bytes.getOrDefault(disk, 0L);
    }
}
