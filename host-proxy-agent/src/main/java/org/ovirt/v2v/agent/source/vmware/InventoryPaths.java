package org.ovirt.v2v.agent.source.vmware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which properties the inventory asks for, by type of object (VMware's vSphere Web Services API reference). */
final class InventoryPaths {
    static final String VIRTUAL_MACHINE = "VirtualMachine";
    static final String DATACENTER = "Datacenter";
    static final String NAME = "name";
    static final String PARENT = "parent";
    static final String IS_TEMPLATE = "config.template";
    static final String UUID = "config.uuid";
    static final String HOST = "runtime.host";
    static final String POWER_STATE = "runtime.powerState";
    static final String FIRMWARE = "config.firmware";
    static final String GUEST_ID = "config.guestId";
    static final String GUEST_NAME = "config.guestFullName";
    static final String MEMORY = "config.hardware.memoryMB";
    static final String CPUS = "config.hardware.numCPU";
    static final String DEVICES = "config.hardware.device";
    static final String DISK_LAYOUT = "layoutEx.disk";
    static final String FILE_LAYOUT = "layoutEx.file";
    static final String NETWORKS = "network";
    static final String SNAPSHOTS = "rootSnapshot";
    static final String PORT_GROUP_KEY = "key";
    static final String SUMMARY = "summary";

    private static final List<String> IDENTITY = List.of(NAME, IS_TEMPLATE, UUID, HOST);
    private static final List<String> NAME_AND_PARENT = List.of(NAME, PARENT);

    private InventoryPaths() {}

    /** Enough to tell the machines' names. */
    static Map<String, List<String>> names() {
        return Map.of(VIRTUAL_MACHINE, List.of(NAME, IS_TEMPLATE));
    }

    /** Enough to tell the machines' names, and which datacenters there are. */
    static Map<String, List<String>> namesAndDatacenters() {
        return Map.of(VIRTUAL_MACHINE, List.of(NAME, IS_TEMPLATE), DATACENTER, List.of(NAME));
    }

    /** What finds a machine, by whatever the admin calls it, and its host. */
    static Map<String, List<String>> identities() {
        Map<String, List<String>> paths = surroundings();
        paths.put(VIRTUAL_MACHINE, IDENTITY);
        return paths;
    }

    /** What tells machines apart by whatever an admin calls them, and nothing of where they are. */
    static Map<String, List<String>> callNames() {
        return Map.of(VIRTUAL_MACHINE, List.of(NAME, IS_TEMPLATE, UUID));
    }

    /** What is told of a machine that has another one's UUID. */
    static Map<String, List<String>> identity() {
        return Map.of(VIRTUAL_MACHINE, IDENTITY);
    }

    /** A machine in full, which networks it is on, and what its files take, which would make a list of all machines half as long again. */
    static Map<String, List<String>> machine() {
        List<String> paths = new ArrayList<>(fullMachine());
        paths.addAll(List.of(NETWORKS, DISK_LAYOUT, FILE_LAYOUT));
        return Map.of(VIRTUAL_MACHINE, paths);
    }

    static Map<String, List<String>> everything() {
        Map<String, List<String>> paths = surroundings();
        paths.put(VIRTUAL_MACHINE, fullMachine());
        return paths;
    }

    private static List<String> fullMachine() {
        return List.of(
                NAME,
                IS_TEMPLATE,
                UUID,
                HOST,
                PARENT,
                POWER_STATE,
                FIRMWARE,
                GUEST_ID,
                GUEST_NAME,
                MEMORY,
                CPUS,
                DEVICES,
                SNAPSHOTS);
    }

    /** What lies around machines. */
    static Map<String, List<String>> surroundings() {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        paths.put(DATACENTER, NAME_AND_PARENT);
        paths.put("Folder", NAME_AND_PARENT);
        paths.put("ComputeResource", NAME_AND_PARENT);
        paths.put("HostSystem", NAME_AND_PARENT);
        paths.put("Network", List.of(NAME));
        paths.put("DistributedVirtualPortgroup", List.of(NAME, PORT_GROUP_KEY));
        paths.put("OpaqueNetwork", List.of(NAME, SUMMARY));
        return paths;
    }
}
