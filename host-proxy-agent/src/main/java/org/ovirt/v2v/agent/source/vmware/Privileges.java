package org.ovirt.v2v.agent.source.vmware;

import java.util.List;

/** What a vCenter's user must be allowed to do so that virt-v2v can convert with it: virt-v2v-input-vmware(1), "non-administrator role". */
final class Privileges {
    static final List<String> NEEDED = List.of(
            "Datastore.Browse",
            "Datastore.FileManagement",
            "Sessions.ValidateSession",
            "VirtualMachine.Interact.GuestControl",
            "VirtualMachine.Provisioning.DiskRandomAccess",
            "VirtualMachine.Provisioning.DiskRandomRead");

    private Privileges() {}

    /**
     * Those that are not granted.
     *
     * @param told an {@code EntityPrivilege}
     */
    static List<String> missing(Element told) {
        return told.children().stream()
                .filter(child -> child.name().equals("privAvailability"))
                .filter(child -> !child.textAt("isGranted").equals("true"))
                .map(child -> child.textAt("privId"))
                .toList();
    }
}
