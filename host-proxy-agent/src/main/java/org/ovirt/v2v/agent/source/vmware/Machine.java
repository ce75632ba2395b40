package org.ovirt.v2v.agent.source.vmware;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ovirt.v2v.model.source.ExternalNic;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.ExternalVmBuilder;

/** What the property collector tells of one machine, short enough to keep ten thousand of them. */
record Machine(
        Reference reference,
        String name,
        boolean template,
        String uuid,
        String host,
        String parent,
        boolean poweredOff,
        String firmware,
        String guestId,
        String guestName,
        int memory,
        int cpus,
        boolean snapshots,
        Devices devices) {
    static Machine of(ManagedObject object) {
        String name = VimNames.decode(object.text(InventoryPaths.NAME));
        return new Machine(
                object.reference(),
                // a machine whose files are gone may have lost its name
                name.isEmpty() ? object.reference().value() : name,
                object.text(InventoryPaths.IS_TEMPLATE).equals("true"),
                object.text(InventoryPaths.UUID).toLowerCase(Locale.ROOT),
                object.text(InventoryPaths.HOST),
                object.text(InventoryPaths.PARENT),
                object.text(InventoryPaths.POWER_STATE).equals("poweredOff"),
                object.text(InventoryPaths.FIRMWARE).equals("efi") ? "uefi" : "bios",
                object.text(InventoryPaths.GUEST_ID),
                object.text(InventoryPaths.GUEST_NAME),
                object.number(InventoryPaths.MEMORY),
                object.number(InventoryPaths.CPUS),
                !object.property(InventoryPaths.SNAPSHOTS).children().isEmpty(),
                Devices.of(
                        object.property(InventoryPaths.DEVICES),
                        DiskFiles.of(
                                object.property(InventoryPaths.DISK_LAYOUT),
                                object.property(InventoryPaths.FILE_LAYOUT))));
    }

    /** Whether it is called so: by name, UUID or MoRef. */
    boolean isCalled(String text) {
        return name.equals(text) || reference.value().equals(text) || uuid.equalsIgnoreCase(text);
    }

    boolean isCalledOneOf(WantedNames names) {
        return names.have(name) || names.have(reference.value()) || names.haveUuid(uuid);
    }

    ExternalVm describe(InventoryTree tree, HostUris uris, SharedUuids shared) {
        Optional<HostPlace> place = tree.hostPlace(host);
        return ExternalVmBuilder.builder()
                .vmName(name)
                .vmId(nullIfEmpty(uuid))
                .status(poweredOff ? ExternalVm.DOWN : ExternalVm.UP)
                .memSize(memory)
                .smp(cpus)
                .arch(guestId.startsWith("arm") ? "aarch64" : "x86_64")
                .hasSnapshots(snapshots)
                .video("vmvga")
                .disks(devices.disks())
                .networks(nics(tree))
                .moref(reference.value())
                .host(place.map(HostPlace::host).orElse(null))
                .cluster(place.map(HostPlace::cluster)
                        .filter(cluster -> !cluster.isEmpty())
                        .orElse(null))
                .datacenter(place.map(HostPlace::datacenter).orElse(null))
                .folder(tree.folder(parent))
                .firmware(firmware)
                .guestOs(nullIfEmpty(guestName.isEmpty() ? guestId : guestName))
                .uri(place.map(uris::uriFor).orElse(null))
                .uuidSharedWith(shared.others(reference, uuid, tree))
                .build();
    }

    private List<ExternalNic> nics(InventoryTree tree) {
        return devices.nics().stream()
                .map(nic -> new ExternalNic(
                        "bridge",
                        nic.mac(),
                        tree.network(nic.networkKey()).orElse(nic.deviceName()),
                        nic.label(),
                        nic.model()))
                .toList();
    }

    private static String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
