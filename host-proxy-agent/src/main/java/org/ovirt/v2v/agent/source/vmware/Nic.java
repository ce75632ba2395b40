package org.ovirt.v2v.agent.source.vmware;

import java.util.List;
import java.util.Optional;

/**
 * A network card of a machine.
 *
 * @param networkKey by which its network is found
 * @param deviceName the network's name as the machine has it, for networks that cannot be found
 */
record Nic(String label, String model, String mac, String networkKey, String deviceName) {
    /** Empty if the device is no network card. */
    static Optional<Nic> of(Element device) {
        Optional<String> model = model(device.type());
        if (model.isEmpty()) {
            return Optional.empty();
        }
        return device.child("macAddress").map(mac -> {
            Element backing = device.child("backing").orElse(new Element("", "", "", List.of()));
            return new Nic(
                    device.textAt("deviceInfo", "label"),
                    model.get(),
                    mac.text(),
                    networkKey(backing),
                    backing.textAt("deviceName"));
        });
    }

    private static String networkKey(Element backing) {
        String portGroup = backing.textAt("port", "portgroupKey");
        if (!portGroup.isEmpty()) {
            return portGroup;
        }
        String opaque = backing.textAt("opaqueNetworkId");
        return opaque.isEmpty() ? backing.textAt("network") : opaque;
    }

    /** libvirt's names; a kind of card that came later is called by its type. */
    private static Optional<String> model(String type) {
        return switch (type) {
            case "VirtualE1000" -> Optional.of("e1000");
            case "VirtualE1000e" -> Optional.of("e1000e");
            case "VirtualPCNet32" -> Optional.of("vlance");
            case "VirtualVmxnet", "VirtualVmxnet2" -> Optional.of("vmxnet2");
            case "VirtualVmxnet3", "VirtualVmxnet3Vrdma" -> Optional.of("vmxnet3");
            case "VirtualSriovEthernetCard" -> Optional.of("sriov");
            case "VirtualEthernetCard" -> Optional.of("unknown");
            default -> type.contains("net") ? Optional.of(type) : Optional.empty();
        };
    }
}
