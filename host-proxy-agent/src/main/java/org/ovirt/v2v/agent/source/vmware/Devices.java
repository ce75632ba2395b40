package org.ovirt.v2v.agent.source.vmware;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ovirt.v2v.model.source.ExternalDisk;

/** The disks, in libvirt's order, and network cards of a machine. */
record Devices(List<ExternalDisk> disks, List<Nic> nics) {
    private record Controller(String type, int number) {}

    private record Plugged(DiskSlot slot, ExternalDisk disk) {}

    /** Reads the value of config.hardware.device. */
    static Devices of(Element devices, DiskFiles files) {
        Map<String, Controller> controllers = new HashMap<>();
        for (Element device : devices.children()) {
            if (device.child("busNumber").isPresent()) {
                controllers.put(
                        device.textAt("key"), new Controller(device.type(), (int) device.numberAt("busNumber")));
            }
        }
        List<Plugged> disks = new ArrayList<>();
        List<Nic> nics = new ArrayList<>();
        for (Element device : devices.children()) {
            if (device.type().equals("VirtualDisk")) {
                disks.add(disk(device, controllers, files));
            } else {
                Nic.of(device).ifPresent(nics::add);
            }
        }
        disks.sort(Comparator.comparing(Plugged::slot));
        return new Devices(disks.stream().map(Plugged::disk).toList(), List.copyOf(nics));
    }

    private static Plugged disk(Element device, Map<String, Controller> controllers, DiskFiles files) {
        Controller controller = controllers.getOrDefault(device.textAt("controllerKey"), new Controller("", 0));
        DiskSlot slot = DiskSlot.of(controller.type, controller.number, (int) device.numberAt("unitNumber"));
        DiskBacking backing = DiskBacking.of(device.child("backing").orElse(new Element("", "", "", List.of())));
        long capacity = capacity(device);
        return new Plugged(
                slot,
                new ExternalDisk(
                        "disk",
                        slot.device(),
                        "file",
                        backing.file(),
                        null,
                        null,
                        "RAW",
                        null,
                        capacity,
                        ExternalDisk.isThick(backing.kind())
                                ? capacity
                                : Math.min(files.of(device.textAt("key")), capacity),
                        backing.kind(),
                        backing.datastore(),
                        backing.parent().orElse(null)));
    }

    private static long capacity(Element device) {
        // capacityInBytes came with API 5.5
        return device.child("capacityInBytes").isPresent()
                ? device.numberAt("capacityInBytes")
                : device.numberAt("capacityInKB") * 1024;
    }
}
