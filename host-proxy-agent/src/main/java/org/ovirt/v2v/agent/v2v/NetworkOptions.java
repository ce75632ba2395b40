package org.ovirt.v2v.agent.v2v;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ovirt.v2v.model.conversion.NetworkMapping;
import org.ovirt.v2v.model.source.ExternalNic;

/**
 * Network mappings as options of virt-v2v. Each network interface is named by its MAC address, because libvirt calls networks
 * otherwise than VMware does, and those of distributed switches not at all. For an interface without one, and for a virt-v2v that
 * cannot do that, each mapping is given both as a network and as a bridge too: it depends on the kind of source which of the two
 * virt-v2v takes an interface for.
 *
 * @param nics the machine's network interfaces as the source tells of them
 */
public record NetworkOptions(List<NetworkMapping> mappings, List<ExternalNic> nics) {
    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    /** libvirt's way to say that VMware has given none yet. */
    private static final String NO_MAC = "00:00:00:00:00:00";

    /** Throws {@link IllegalArgumentException} for names that virt-v2v cannot be told. */
    public NetworkOptions {
        mappings = List.copyOf(mappings);
        nics = List.copyOf(nics);
        Set<String> sources = new HashSet<>();
        for (NetworkMapping mapping : mappings) {
            requirePrintable(mapping.source());
            requirePrintable(mapping.target());
            if (!sources.add(mapping.source())) {
                throw new IllegalArgumentException("the network \"" + mapping.source() + "\" is mapped twice");
            }
        }
    }

    /** Mappings for a machine that is not known yet. */
    public NetworkOptions(List<NetworkMapping> mappings) {
        this(mappings, List.of());
    }

    /**
     * These mappings for a machine with these interfaces. Throws {@link IllegalArgumentException} if a network is mapped that the
     * machine is not on, or if this virt-v2v cannot be told of one.
     */
    public NetworkOptions on(List<ExternalNic> interfaces, V2vCapabilities capabilities) {
        NetworkOptions made = new NetworkOptions(mappings, interfaces);
        made.requireKnownNetworks();
        made.requireTellable(capabilities);
        return made;
    }

    public List<String> arguments(V2vCapabilities capabilities) {
        List<String> arguments = new ArrayList<>();
        byMac(capabilities).forEach((mac, target) -> arguments.addAll(List.of("--mac", mac + ":network:" + target)));
        for (NetworkMapping mapping : mappings) {
            if (isSplittable(mapping)) {
                String value =
                        mapping.source().isEmpty() ? mapping.target() : mapping.source() + ":" + mapping.target();
                arguments.addAll(List.of("--network", value, "--bridge", value));
            }
        }
        return arguments;
    }

    /** The network that an interface is to be on: the one that its own is mapped to, or else its own; empty if it has none. */
    public String target(ExternalNic nic) {
        return mapping(nic).map(NetworkMapping::target).orElseGet(() -> network(nic));
    }

    /** The MAC address of an interface in lower case; empty if the source does not tell a whole one. */
    public static String mac(ExternalNic nic) {
        String mac = Objects.requireNonNullElse(nic.macAddr(), "").toLowerCase(Locale.ROOT);
        return MAC.matcher(mac).matches() && !mac.equals(NO_MAC) ? mac : "";
    }

    private static String network(ExternalNic nic) {
        return Objects.requireNonNullElse(nic.bridge(), "");
    }

    private Optional<NetworkMapping> mapping(ExternalNic nic) {
        return mapping(network(nic)).or(() -> mapping(""));
    }

    private Optional<NetworkMapping> mapping(String source) {
        return mappings.stream().filter(each -> each.source().equals(source)).findFirst();
    }

    /** The networks by MAC address. One that two interfaces have leads nowhere, unless they are to be on one network. */
    private Map<String, String> byMac(V2vCapabilities capabilities) {
        Map<String, Set<String>> targets = new LinkedHashMap<>();
        if (capabilities.mapsNetworksByMac()) {
            for (ExternalNic nic : nics) {
                targets.computeIfAbsent(mac(nic), mac -> new LinkedHashSet<>()).add(target(nic));
            }
        }
        Map<String, String> unique = new LinkedHashMap<>();
        targets.forEach((mac, found) -> {
            String target = found.iterator().next();
            if (!mac.isEmpty() && found.size() == 1 && isTellable(target)) {
                unique.put(mac, target);
            }
        });
        return unique;
    }

    private void requireKnownNetworks() {
        Set<String> own = nics.stream()
                .map(NetworkOptions::network)
                .filter(network -> !network.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        for (NetworkMapping mapping : mappings) {
            if (!mapping.source().isEmpty() && !own.contains(mapping.source())) {
                throw new IllegalArgumentException("the network \"" + mapping.source()
                        + "\" is mapped, and the machine is not on it but on "
                        + (own.isEmpty() ? "none" : own.stream().collect(Collectors.joining("\", \"", "\"", "\""))));
            }
        }
    }

    /** Names that cannot be given with {@code --network} matter only to interfaces that are not named by their MAC address. */
    private void requireTellable(V2vCapabilities capabilities) {
        Set<String> named = byMac(capabilities).keySet();
        for (ExternalNic nic : nics) {
            Optional<NetworkMapping> mapping = mapping(nic);
            if (!named.contains(mac(nic)) && mapping.isPresent() && !isSplittable(mapping.get())) {
                throw new IllegalArgumentException("virt-v2v cannot map the network \"" + network(nic) + "\" to \""
                        + mapping.get().target()
                        + "\": one of their names has a colon. Rename it, or map all networks to"
                        + " one");
            }
        }
    }

    /** virt-v2v takes all before the first colon for the source, and a value without one for the mapping of all others. */
    private static boolean isSplittable(NetworkMapping mapping) {
        String before = mapping.source().isEmpty() ? mapping.target() : mapping.source();
        return !before.contains(":");
    }

    private static boolean isTellable(String name) {
        return !name.isEmpty() && name.codePoints().noneMatch(Character::isISOControl);
    }

    private static void requirePrintable(String name) {
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name of a network has a line break or another control character");
        }
    }
}
