package org.ovirt.v2v.agent.source.vmware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which machines and templates of a server have the same BIOS UUID, as copies and restored backups do. libvirt finds a machine by
 * it, and takes the first that has it.
 */
final class SharedUuids {
    private final Map<String, List<Owner>> owners = new HashMap<>();

    private record Owner(Reference reference, String name, boolean template, String host) {}

    /** The same machine may be told of more than once; what is told last counts. */
    void add(Machine machine) {
        if (machine.uuid().isEmpty()) {
            return;
        }
        List<Owner> same = owners.computeIfAbsent(machine.uuid(), uuid -> new ArrayList<>(1));
        same.removeIf(owner -> owner.reference.equals(machine.reference()));
        same.add(new Owner(machine.reference(), machine.name(), machine.template(), machine.host()));
    }

    /** All that have the UUID. */
    List<Reference> owners(String uuid) {
        return owners.getOrDefault(uuid, List.of()).stream()
                .map(Owner::reference)
                .toList();
    }

    /** Those that have a machine's UUID too, described for people. */
    List<String> others(Reference machine, String uuid, InventoryTree tree) {
        return owners.getOrDefault(uuid, List.of()).stream()
                .filter(owner -> !owner.reference.equals(machine))
                .map(owner -> describe(owner, tree))
                .sorted()
                .toList();
    }

    private static String describe(Owner owner, InventoryTree tree) {
        String datacenter = tree.hostPlace(owner.host)
                .map(place -> " in " + place.datacenter())
                .orElse("");
        return (owner.template ? "the template " : "") + owner.name + " (" + owner.reference.value() + datacenter + ")";
    }
}
