package org.ovirt.v2v.agent.source.vmware;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a vCenter's user must be allowed to do so that virt-v2v can convert with it: virt-v2v-input-vmware(1), "non-administrator role". */
final class Privileges {
    /** Of the whole server, which the root folder stands for. */
    private static final String OF_SERVER = "Sessions.ValidateSession";

    static final List<String> NEEDED = List.of(
            "Datastore.Browse",
            "Datastore.FileManagement",
            OF_SERVER,
            "VirtualMachine.Interact.GuestControl",
            "VirtualMachine.Provisioning.DiskRandomAccess",
            "VirtualMachine.Provisioning.DiskRandomRead");

    private Privileges() {}

    /**
     * Those that are granted nowhere: a role may be on the root folder or on a datacenter only.
     *
     * @param told an {@code EntityPrivilege} for each of them
     */
    static List<String> missing(List<Element> told, Reference root) {
        Set<String> missing = new LinkedHashSet<>();
        Set<String> granted = new HashSet<>();
        for (Element entity : told) {
            boolean server = entity.textAt("entity").equals(root.value());
            for (Element child : entity.children()) {
                if (!child.name().equals("privAvailability")) {
                    continue;
                }
                String privilege = child.textAt("privId");
                missing.add(privilege);
                if (child.textAt("isGranted").equals("true") && (server || !privilege.equals(OF_SERVER))) {
                    granted.add(privilege);
                }
            }
        }
        missing.removeAll(granted);
        return List.copyOf(missing);
    }
}
