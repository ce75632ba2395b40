package org.ovirt.v2v.agent.exportdomain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/**
 * What a result is held against: the machine as its source told of it before the conversion, under the name and on the networks
 * that were asked for. libvirt finds a machine of a vCenter by its BIOS UUID, which is not unique, so that virt-v2v may read
 * another one without a word.
 *
 * @param name that the machine gets; null if that and the network interfaces are not known
 * @param capacities of the disks in bytes, in order; 0 where the source does not tell
 * @param nics its network interfaces
 */
public record ExpectedMachine(String name, List<Long> capacities, List<Nic> nics) {
    /** virt-v2v rounds no disk up by more than this. */
    private static final long LARGEST_ROUNDING = 1024 * 1024;

    public ExpectedMachine {
        capacities = List.copyOf(capacities);
        nics = nics == null ? List.of() : List.copyOf(nics);
    }

    /**
     * A network interface.
     *
     * @param mac its address in lower case; empty if the source does not tell
     * @param network that it is to be on; empty if nobody asked for one
     */
    public record Nic(String mac, String network) {}

    /** A machine of which only the disks are known. */
    public static ExpectedMachine withDisks(List<Long> capacities) {
        return new ExpectedMachine(null, capacities, List.of());
    }

    /** What tells the result from the machine that was asked for; empty if it is that one as far as can be told. */
    Optional<String> difference(ExportedVm result) {
        return diskDifference(result.disks()).or(() -> name == null ? Optional.empty() : identityDifference(result));
    }

    /** The interfaces that a result lacks, as far as it is known how to give it them. */
    List<Nic> lost(ExportedVm result) {
        Set<String> present = new HashSet<>(
                result.nics().stream().map(nic -> lower(nic.mac())).toList());
        // one without an address may be any of those that seem to be lost
        boolean untold = present.contains("");
        return nics.stream()
                .filter(nic -> !untold && !nic.mac.isEmpty() && !nic.network.isEmpty() && !present.contains(nic.mac))
                .toList();
    }

    /** How the networks of a result differ from those asked for: one sentence each. */
    List<String> networkDifferences(ExportedVm result) {
        List<ExportedVm.Nic> left = new ArrayList<>(result.nics());
        List<String> differences = new ArrayList<>();
        for (Nic nic : nics) {
            Optional<ExportedVm.Nic> found = left.stream()
                    .filter(each -> nic.mac.isEmpty()
                            ? each.mac().isEmpty() && each.network().equals(nic.network)
                            : lower(each.mac()).equals(nic.mac))
                    .findFirst();
            found.ifPresent(left::remove);
            difference(nic, found).ifPresent(differences::add);
        }
        return List.copyOf(differences);
    }

    private static Optional<String> difference(Nic nic, Optional<ExportedVm.Nic> found) {
        String named =
                nic.mac.isEmpty() ? "A network interface without a MAC address" : "The network interface " + nic.mac;
        String asked = nic.network.isEmpty() ? "" : " on the network " + nic.network;
        if (found.isEmpty()) {
            return Optional.of(named + asked + " is missing in the converted machine; add it in oVirt.");
        }
        String network = found.get().network();
        return nic.network.isEmpty() || network.equals(nic.network)
                ? Optional.empty()
                : Optional.of(named + " is on the network " + network + " in the converted machine instead of on "
                        + nic.network + "; change it in oVirt.");
    }

    private Optional<String> diskDifference(List<ExportedVm.Disk> disks) {
        if (!capacities.isEmpty() && capacities.size() != disks.size()) {
            return Optional.of("the machine has " + capacities.size() + " disks at the source and " + disks.size()
                    + " in the OVF");
        }
        for (int i = 0; i < capacities.size(); i++) {
            long source = capacities.get(i);
            long result = disks.get(i).capacity();
            if (source > 0 && (result < source || result - source >= LARGEST_ROUNDING)) {
                return Optional.of(
                        "disk " + (i + 1) + " has " + source + " bytes at the source and " + result + " in the OVF");
            }
        }
        return Optional.empty();
    }

    private Optional<String> identityDifference(ExportedVm result) {
        if (!result.name().equals(name)) {
            return Optional.of("it is called " + result.name() + " instead of " + name);
        }
        Set<String> known = new HashSet<>(nics.stream().map(Nic::mac).toList());
        List<String> foreign = result.nics().stream()
                .map(nic -> lower(nic.mac()))
                .filter(mac -> !mac.isEmpty() && !known.contains(mac))
                .toList();
        // an interface of which the source tells no address may have any
        long untold = nics.stream().filter(nic -> nic.mac.isEmpty()).count();
        return foreign.size() > untold
                ? Optional.of("it has a network interface " + foreign.get(0)
                        + ", which the machine does not have at the source")
                : Optional.empty();
    }

    private static String lower(String mac) {
        return mac.toLowerCase(Locale.ROOT);
    }
}
