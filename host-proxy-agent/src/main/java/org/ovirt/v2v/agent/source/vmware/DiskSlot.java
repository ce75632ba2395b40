package org.ovirt.v2v.agent.source.vmware;

import java.util.Comparator;

/**
 * Where a disk is plugged in. The order is that in which libvirt lists a machine's disks, and virt-v2v converts them.
 *
 * @param bus of its controller
 * @param controller counted among those of this kind
 * @param position counted on the controller; a paravirtual SCSI controller has more of them than a name of a disk counts
 */
record DiskSlot(Bus bus, int controller, int position) implements Comparable<DiskSlot> {
    private static final Comparator<DiskSlot> ORDER = Comparator.comparing(DiskSlot::bus)
            .thenComparingInt(DiskSlot::controller)
            .thenComparingInt(DiskSlot::position);
    private static final int SCSI_OWN_UNIT = 7;
    private static final int LETTERS = 26;

    /** The kinds of controller, in libvirt's order. */
    enum Bus {
        SCSI("sd", 15),
        SATA("sd", 30),
        NVME("nvme", 64),
        IDE("hd", 2),
        UNKNOWN("disk", 64);

        private final String prefix;
        private final int units;

        Bus(String prefix, int units) {
            this.prefix = prefix;
            this.units = units;
        }
    }

    static DiskSlot of(String controllerType, int controller, int unit) {
        Bus bus = busOf(controllerType);
        // unit 7 of a SCSI bus is the controller itself
        int position = bus == Bus.SCSI && unit > SCSI_OWN_UNIT ? unit - 1 : unit;
        return new DiskSlot(bus, controller, position);
    }

    /** Whether a disk of this name in the guest is on an NVMe controller. */
    static boolean isNvme(String device) {
        return device != null && device.startsWith(Bus.NVME.prefix);
    }

    /** The name in the guest as libvirt makes it up, for example sda. */
    String device() {
        int index = controller * bus.units + position;
        return switch (bus) {
            case SCSI, SATA, IDE -> bus.prefix + letters(index);
            case NVME -> "nvme" + index / bus.units + "n" + (index % bus.units + 1);
            case UNKNOWN -> bus.prefix + index;
        };
    }

    @Override
    public int compareTo(DiskSlot other) {
        return ORDER.compare(this, other);
    }

    private static Bus busOf(String controllerType) {
        return switch (controllerType) {
            case "VirtualLsiLogicController",
                    "VirtualLsiLogicSASController",
                    "VirtualBusLogicController",
                    "ParaVirtualSCSIController",
                    "VirtualSCSIController" -> Bus.SCSI;
            case "VirtualAHCIController", "VirtualSATAController" -> Bus.SATA;
            case "VirtualNVMEController" -> Bus.NVME;
            case "VirtualIDEController" -> Bus.IDE;
            default -> Bus.UNKNOWN;
        };
    }

    private static String letters(int number) {
        String last = String.valueOf((char) ('a' + number % LETTERS));
        return number < LETTERS ? last : letters(number / LETTERS - 1) + last;
    }
}
