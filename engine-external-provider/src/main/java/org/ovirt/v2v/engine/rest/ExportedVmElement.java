package org.ovirt.v2v.engine.rest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.engine.sdk4.builders.ConfigurationBuilder;
import org.ovirt.engine.sdk4.builders.CpuBuilder;
import org.ovirt.engine.sdk4.builders.CpuTopologyBuilder;
import org.ovirt.engine.sdk4.builders.DiskAttachmentBuilder;
import org.ovirt.engine.sdk4.builders.DiskBuilder;
import org.ovirt.engine.sdk4.builders.InitializationBuilder;
import org.ovirt.engine.sdk4.builders.MacBuilder;
import org.ovirt.engine.sdk4.builders.NetworkBuilder;
import org.ovirt.engine.sdk4.builders.NicBuilder;
import org.ovirt.engine.sdk4.builders.OperatingSystemBuilder;
import org.ovirt.engine.sdk4.builders.VmBuilder;
import org.ovirt.engine.sdk4.types.ConfigurationType;
import org.ovirt.engine.sdk4.types.DiskFormat;
import org.ovirt.engine.sdk4.types.DiskStatus;
import org.ovirt.engine.sdk4.types.Nic;
import org.ovirt.engine.sdk4.types.NicInterface;
import org.ovirt.engine.sdk4.types.VmStatus;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/** A machine in an export domain as oVirt's element. */
final class ExportedVmElement {
    private static final long MEBIBYTE = 1L << 20;

    private ExportedVmElement() {}

    static Element of(UUID domain, ExportedVm machine) {
        return linked(domain, machine, element(domain, machine));
    }

    /** With its OVF, where oVirt has that of a machine when all content is asked for. */
    static Element withOvf(UUID domain, ExportedVm machine, String ovf) {
        return linked(
                domain,
                machine,
                element(domain, machine)
                        .initialization(new InitializationBuilder()
                                .configuration(new ConfigurationBuilder()
                                        .type(ConfigurationType.OVF)
                                        .data(ovf))));
    }

    private static VmBuilder element(UUID domain, ExportedVm machine) {
        return new VmBuilder()
                .id(machine.id().toString())
                .href(href(domain, machine))
                .name(machine.name())
                .status(VmStatus.DOWN)
                .memory(machine.memory() * MEBIBYTE)
                .cpu(new CpuBuilder()
                        .topology(new CpuTopologyBuilder()
                                .sockets(machine.cpus())
                                .cores(1)
                                .threads(1)))
                .os(new OperatingSystemBuilder().type(machine.osType()))
                .storageDomain(References.storageDomain(domain, null));
    }

    private static String href(UUID domain, ExportedVm machine) {
        return ApiPath.STORAGE_DOMAINS + "/" + domain + "/vms/" + machine.id();
    }

    private static Element linked(UUID domain, ExportedVm machine, VmBuilder element) {
        String href = href(domain, machine);
        return OvirtType.VM
                .one(element.build())
                .withLink("diskattachments", href + "/diskattachments")
                .withLink("disks", href + "/disks")
                .withLink("nics", href + "/nics");
    }

    /** The disks of a machine and how it has them; none if it is not there. */
    static Element attachments(String machineHref, Optional<ExportedVm> machine) {
        return OvirtType.DISK_ATTACHMENT.list(machine.map(ExportedVm::disks).orElse(List.of()).stream()
                .map(disk -> OvirtType.DISK_ATTACHMENT.one(new DiskAttachmentBuilder()
                        .id(disk.image().toString())
                        .href(machineHref + "/diskattachments")
                        .active(true)
                        .disk(disk(disk))
                        .build()))
                .toList());
    }

    /** The disks of a machine, this many at most. */
    static Element disks(ExportedVm machine, long most) {
        return OvirtType.DISK.list(machine.disks().stream()
                .limit(most)
                .map(disk -> OvirtType.DISK.one(disk(disk).build()))
                .toList());
    }

    /**
     * The network interfaces of a machine, this many at most; none if it is not there. The OVF has no ids for them: these are made
     * of their names.
     */
    static Element nics(String machineHref, Optional<ExportedVm> machine, long most) {
        return OvirtType.NIC.list(machine.map(ExportedVm::nics).orElse(List.of()).stream()
                .limit(most)
                .map(nic -> OvirtType.NIC.one(nic(machineHref, machine.orElseThrow(), nic)))
                .toList());
    }

    private static Nic nic(String machineHref, ExportedVm machine, ExportedVm.Nic nic) {
        String id = UUID.nameUUIDFromBytes(
                        (machine.id() + "/" + nic.name() + "/" + nic.mac()).getBytes(StandardCharsets.UTF_8))
                .toString();
        NicBuilder element = new NicBuilder()
                .id(id)
                .href(machineHref + "/nics")
                .name(nic.name())
                .linked(true)
                .plugged(true);
        if (!nic.mac().isEmpty()) {
            element.mac(new MacBuilder().address(nic.mac()));
        }
        if (!nic.network().isEmpty()) {
            element.network(new NetworkBuilder().name(nic.network()));
        }
        Arrays.stream(NicInterface.values())
                .filter(model -> model.value().equals(nic.model()))
                .forEach(element::interface_);
        return element.build();
    }

    /**
     * A disk of a machine: its id is that of the image, the folder below images; its image id that of the volume, the file in that
     * folder.
     */
    private static DiskBuilder disk(ExportedVm.Disk disk) {
        return new DiskBuilder()
                .id(disk.image().toString())
                .imageId(disk.volume().toString())
                .provisionedSize(disk.capacity())
                .format(DiskFormat.fromValue(disk.format().toLowerCase(Locale.ROOT)))
                .status(DiskStatus.OK);
    }
}
