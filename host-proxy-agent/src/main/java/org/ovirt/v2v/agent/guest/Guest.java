package org.ovirt.v2v.agent.guest;

import java.util.List;
import java.util.Optional;

/**
 * A converted guest, as far as an OVF tells of it.
 *
 * @param operatingSystem its id in libosinfo, as in {@code http://debian.org/debian/12}; empty if virt-v2v knows none
 * @param memory MiB
 * @param cpus virtual CPUs
 * @param topology how they are made up; empty if the source does not tell
 * @param cpuModel that the guest was made for; empty for any
 * @param architecture as in x86_64
 * @param chipset as in q35 or pc
 * @param uefi whether it boots by UEFI instead of a BIOS
 * @param disks in any order
 * @param nics in order
 * @param sound the model of its sound card; empty if it has none
 * @param random whether it has a source of random numbers
 * @param balloon whether memory can be taken from it
 */
public record Guest(
        Optional<String> operatingSystem,
        long memory,
        int cpus,
        Optional<Topology> topology,
        Optional<String> cpuModel,
        String architecture,
        String chipset,
        boolean uefi,
        List<Disk> disks,
        List<Nic> nics,
        Optional<String> sound,
        boolean random,
        boolean balloon) {
    public Guest {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
    }

    /** How the virtual CPUs are made up; each is one at least. */
    public record Topology(int sockets, int cores, int threads) {}

    /**
     * A disk.
     *
     * @param file its whole path
     * @param bus as in virtio, scsi, sata or ide
     * @param first whether it is said to be the one to boot from; if none is, the first is
     */
    public record Disk(String file, String bus, boolean first) {}

    /**
     * A network interface.
     *
     * @param mac its address; empty if it gets one when it is first started
     * @param network that it is on; empty if on none
     * @param model as in virtio, e1000 or rtl8139
     */
    public record Nic(String mac, String network, String model) {}
}
