package org.ovirt.v2v.agent.guest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes the OVF of a guest as virt-v2v's output to export domains does (ovf:version 0.9): what it leaves out, this leaves out too,
 * so that a machine is the same in oVirt whichever way it came.
 */
public final class OvfWriter {
    private static final String NONE = "00000000-0000-0000-0000-000000000000";
    private static final String MADE_BY = "converted by virt-v2v, described by oVirt V2V";
    private static final long GIB = 1L << 30;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final XmlText xml = new XmlText();
    private final Guest guest;
    private final String name;
    private final UUID machine;
    private final UUID domain;
    private final Origin origin;
    private final List<Guest.Disk> disks;
    private final List<Volume> volumes;

    /** The index of the disk that is booted from. */
    private final int boot;

    private final String now;

    private OvfWriter(
            Guest guest,
            String name,
            UUID machine,
            UUID domain,
            Origin origin,
            List<Guest.Disk> disks,
            List<Volume> volumes,
            Instant now) {
        this.guest = guest;
        this.name = name;
        this.machine = machine;
        this.domain = domain;
        this.origin = origin;
        this.disks = List.copyOf(disks);
        this.volumes = List.copyOf(volumes);
        this.boot = Math.max(0, disks.stream().map(Guest.Disk::first).toList().indexOf(true));
        this.now = TIME.format(now);
    }

    /**
     * The OVF of a guest.
     *
     * @param name of the machine in oVirt
     * @param machine its id there
     * @param domain the export domain's id
     * @param disks of the guest, in the order in which the machine has them
     * @param volumes of these disks, in the same order
     */
    public static String write(
            Guest guest,
            String name,
            UUID machine,
            UUID domain,
            Origin origin,
            List<Guest.Disk> disks,
            List<Volume> volumes,
            Instant now) {
        return new OvfWriter(guest, name, machine, domain, origin, disks, volumes, now).envelope();
    }

    private String envelope() {
        xml.element(
                "ovf:Envelope",
                () -> {
                    xml.element("References", () -> volumes.forEach(this::reference));
                    section("NetworkSection", this::networks);
                    section("DiskSection", () -> {
                        xml.text("Info", "List of Virtual Disks");
                        for (int i = 0; i < volumes.size(); i++) {
                            disk(volumes.get(i), diskInterface(disks.get(i).bus()), i == boot);
                        }
                    });
                    xml.element("Content", this::content, "ovf:id", "out", "xsi:type", "ovf:VirtualSystem_Type");
                },
                "xmlns:rasd",
                "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData",
                "xmlns:vssd",
                "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData",
                "xmlns:xsi",
                "http://www.w3.org/2001/XMLSchema-instance",
                "xmlns:ovf",
                "http://schemas.dmtf.org/ovf/envelope/1/",
                "xmlns:ovirt",
                "http://www.ovirt.org/ovf",
                "ovf:version",
                "0.9");
        return xml.finish();
    }

    private void section(String type, XmlText.Content content) {
        xml.element("Section", content, "xsi:type", "ovf:" + type + "_Type");
    }

    private void reference(Volume volume) {
        xml.empty(
                "File",
                "ovf:href",
                volume.file(),
                "ovf:id",
                volume.volume().toString(),
                "ovf:description",
                MADE_BY,
                "ovf:size",
                Long.toString(volume.allocated()));
    }

    private void networks() {
        xml.text("Info", "List of networks");
        guest.nics().forEach(nic -> xml.empty("Network", "ovf:name", nic.network()));
    }

    private void disk(Volume volume, String diskInterface, boolean first) {
        xml.empty(
                "Disk",
                "ovf:diskId",
                volume.volume().toString(),
                // oVirt reads no fractions
                "ovf:size",
                Long.toString(gibibytes(volume.capacity())),
                "ovf:capacity",
                Long.toString(volume.capacity()),
                "ovf:fileRef",
                volume.file(),
                "ovf:parentRef",
                "",
                "ovf:vm_snapshot_id",
                UUID.randomUUID().toString(),
                "ovf:volume-format",
                volume.format().wireName(),
                "ovf:volume-type",
                switch (volume.allocation()) {
                    case SPARSE -> "Sparse";
                    case PREALLOCATED -> "Preallocated";
                },
                "ovf:format",
                "http://en.wikipedia.org/wiki/Byte",
                "ovf:disk-interface",
                diskInterface,
                "ovf:disk-type",
                "System",
                "ovf:boot",
                first ? "True" : "False",
                "ovf:actual_size",
                Long.toString(gibibytes(volume.allocated())));
    }

    private static long gibibytes(long bytes) {
        return (bytes + GIB - 1) / GIB;
    }

    /** DiskInterface of oVirt's engine. A machine with q35 has no IDE, so that it is not called that, as virt-v2v would. */
    private static String diskInterface(String bus) {
        return switch (bus) {
            case "virtio" -> "VirtIO";
            case "scsi" -> "VirtIO_SCSI";
            case "sata" -> "SATA";
            case "ide" -> "IDE";
            default ->
                throw new IllegalArgumentException(
                        "the description of the guest cannot be used: oVirt has no disks on the bus \"" + bus + "\"");
        };
    }

    private void content() {
        OvirtOs os = OvirtOs.of(guest);
        xml.text("Name", name);
        xml.text("TemplateId", NONE);
        xml.text("TemplateName", "Blank");
        xml.text("Description", MADE_BY);
        xml.empty("Domain");
        xml.text("CreationDate", now);
        xml.text("IsInitilized", "True"); // so spelt in oVirt
        xml.text("IsAutoSuspend", "False");
        xml.empty("TimeZone");
        xml.text("IsStateless", "False");
        xml.text("VmType", os.desktop() ? "0" : "1");
        xml.text("DefaultDisplayType", "2");
        biosType().ifPresent(type -> xml.text("BiosType", type));
        guest.cpuModel().ifPresent(model -> xml.text("CustomCpuName", model));
        xml.text("Origin", origin.number());
        xml.element(
                "Section",
                () -> {
                    xml.text("Info", guest.operatingSystem().orElse("unknown"));
                    xml.text("Description", os.name());
                },
                "ovf:id",
                machine.toString(),
                "ovf:required",
                "false",
                "xsi:type",
                "ovf:OperatingSystemSection_Type");
        section("VirtualHardwareSection", this::hardware);
    }

    /**
     * The number of oVirt's BiosType in OVFs; none leaves it to the cluster. Never that with Secure Boot, which virt-v2v does not
     * ask for either: that its XML names a firmware with it says what the proxy host has installed and nothing of the guest, whose
     * new drivers may not be signed.
     */
    private Optional<String> biosType() {
        if (!guest.architecture().equals("x86_64")) {
            return Optional.of("0");
        }
        return switch (guest.chipset()) {
            case "q35" -> Optional.of(guest.uefi() ? "2" : "1");
            case "pc" -> guest.uefi() ? Optional.empty() : Optional.of("0");
            default -> Optional.empty();
        };
    }

    private void hardware() {
        xml.text("Info", guest.cpus() + " CPU, " + guest.memory() + " Memory");
        item(
                "3",
                () -> {
                    xml.text("rasd:Caption", guest.cpus() + " virtual cpu");
                    xml.text("rasd:Description", "Number of virtual CPU");
                    xml.text("rasd:InstanceId", "1");
                },
                this::cpus);
        item(
                "4",
                () -> {
                    xml.text("rasd:Caption", guest.memory() + " MB of memory");
                    xml.text("rasd:Description", "Memory Size");
                    xml.text("rasd:InstanceId", "2");
                },
                () -> {
                    xml.text("rasd:AllocationUnits", "MegaBytes");
                    xml.text("rasd:VirtualQuantity", guest.memory());
                });
        item(
                "23",
                () -> {
                    xml.text("rasd:Caption", "USB Controller");
                    xml.text("rasd:InstanceId", "3");
                },
                () -> xml.text("rasd:UsbPolicy", "Disabled"));
        device("20", "Graphical Controller", "video", "vga", () -> xml.text("rasd:VirtualQuantity", "1"), none());
        if (guest.random()) {
            device("0", "RNG Device", "rng", "virtio", none(), () -> specification("source", "urandom"));
        }
        if (guest.balloon()) {
            device(
                    "0",
                    "Memory Ballooning Device",
                    "balloon",
                    "memballoon",
                    none(),
                    () -> specification("model", "virtio"));
        }
        for (int i = 0; i < volumes.size(); i++) {
            drive(volumes.get(i), i + 1, i == boot);
        }
        for (int i = 0; i < guest.nics().size(); i++) {
            nic(guest.nics().get(i), i);
        }
        // oVirt emulates no other sound cards
        guest.sound().filter(List.of("ac97", "ich6")::contains).ifPresent(this::sound);
    }

    private static XmlText.Content none() {
        return () -> {};
    }

    private void cpus() {
        Guest.Topology topology = guest.topology().orElse(new Guest.Topology(1, guest.cpus(), 1));
        xml.text("rasd:num_of_sockets", topology.sockets());
        xml.text("rasd:cpu_per_socket", topology.cores());
        if (guest.topology().isPresent()) {
            xml.text("rasd:threads_per_cpu", topology.threads());
        }
    }

    private void item(String type, XmlText.Content before, XmlText.Content after) {
        xml.element("Item", () -> {
            before.write();
            xml.text("rasd:ResourceType", type);
            after.write();
        });
    }

    private void device(
            String type, String caption, String kind, String device, XmlText.Content before, XmlText.Content after) {
        item(
                type,
                () -> {
                    xml.text("rasd:Caption", caption);
                    xml.text("rasd:InstanceId", UUID.randomUUID());
                },
                () -> {
                    xml.text("Type", kind);
                    before.write();
                    xml.text("Device", device);
                    after.write();
                });
    }

    private void specification(String name, String value) {
        xml.element("SpecParams", () -> xml.text(name, value));
    }

    private void drive(Volume volume, int number, boolean first) {
        item(
                "17",
                () -> {
                    // oVirt reads no other caption
                    xml.text("rasd:Caption", "Drive " + number);
                    xml.text("rasd:InstanceId", volume.volume());
                },
                () -> {
                    xml.text("Type", "disk");
                    xml.text("rasd:HostResource", volume.file());
                    xml.text("rasd:Parent", NONE);
                    xml.text("rasd:Template", NONE);
                    xml.empty("rasd:ApplicationList");
                    xml.text("rasd:StorageId", domain);
                    xml.text("rasd:StoragePoolId", NONE);
                    xml.text("rasd:CreationDate", now);
                    xml.text("rasd:LastModified", now);
                    xml.text("rasd:last_modified_date", now);
                    if (first) {
                        xml.text("BootOrder", "1");
                    }
                });
    }

    private void nic(Guest.Nic nic, int number) {
        item(
                "10",
                () -> {
                    xml.text("rasd:InstanceId", UUID.randomUUID());
                    xml.text("rasd:Caption", "Ethernet adapter on " + nic.network());
                },
                () -> {
                    xml.text("rasd:ResourceSubType", model(nic));
                    xml.text("Type", "interface");
                    xml.text("rasd:Connection", nic.network());
                    xml.text("rasd:Name", "eth" + number);
                    if (!nic.mac().isEmpty()) {
                        xml.text("rasd:MACAddress", nic.mac());
                    }
                });
    }

    /** VmInterfaceType of oVirt's engine; any guest has a driver for the first. */
    private static String model(Guest.Nic nic) {
        return switch (nic.model()) {
            case "virtio", "virtio-transitional" -> "3";
            case "e1000" -> "2";
            default -> "1";
        };
    }

    private void sound(String model) {
        item("0", () -> xml.text("rasd:InstanceId", UUID.randomUUID()), () -> {
            xml.text("Type", "sound");
            xml.text("Device", model);
        });
    }
}
