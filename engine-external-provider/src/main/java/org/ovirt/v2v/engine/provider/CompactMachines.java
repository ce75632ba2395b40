package org.ovirt.v2v.engine.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalNic;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.SourceUri;

/**
 * Makes machines share what they have in common: names of hosts, clusters, folders, networks and datastores, operating systems, URIs.
 * As read from an agent's answer, each machine has copies of its own, which take several times the memory of the rest.
 */
final class CompactMachines {
    private final Map<Object, Object> shared = new HashMap<>();

    private CompactMachines() {}

    /** The same machines, in the same order. */
    static List<ExternalVm> of(List<ExternalVm> machines) {
        CompactMachines compact = new CompactMachines();
        return machines.stream().map(compact::machine).toList();
    }

    private ExternalVm machine(ExternalVm machine) {
        return new ExternalVm(
                machine.vmName(),
                machine.vmId(),
                one(machine.status()),
                machine.memSize(),
                machine.smp(),
                one(machine.arch()),
                machine.hasSnapshots(),
                one(machine.graphics()),
                one(machine.video()),
                machine.disks().stream().map(this::disk).toList(),
                machine.networks().stream().map(this::nic).toList(),
                machine.moref(),
                one(machine.host()),
                one(machine.cluster()),
                one(machine.datacenter()),
                one(machine.folder()),
                one(machine.firmware()),
                one(machine.guestOs()),
                one(machine.uri()),
                machine.uuidSharedWith());
    }

    private ExternalDisk disk(ExternalDisk disk) {
        return new ExternalDisk(
                one(disk.type()),
                one(disk.dev()),
                one(disk.disktype()),
                disk.alias(),
                one(disk.pool()),
                disk.volume(),
                one(disk.format()),
                disk.volKey(),
                disk.capacity(),
                disk.allocation(),
                one(disk.backing()),
                one(disk.datastore()),
                disk.parent());
    }

    private ExternalNic nic(ExternalNic nic) {
        return new ExternalNic(one(nic.type()), nic.macAddr(), one(nic.bridge()), one(nic.dev()), one(nic.model()));
    }

    private String one(String text) {
        return (String) only(text);
    }

    private SourceUri one(SourceUri uri) {
        return (SourceUri) only(uri);
    }

    /** The first of all that are equal; null stays null, which is what a source leaves out. */
    private Object only(Object value) {
        return value == null ? null : shared.computeIfAbsent(value, first -> first);
    }
}
