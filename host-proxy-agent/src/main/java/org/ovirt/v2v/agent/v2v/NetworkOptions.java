package org.ovirt.v2v.agent.v2v;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ovirt.v2v.model.conversion.NetworkMapping;

/**
 * Network mappings as options of virt-v2v. Each is given both as a network and as a bridge, because it depends on the kind of
 * source which of the two virt-v2v takes an interface for.
 */
public record NetworkOptions(List<NetworkMapping> mappings) {
    /** Throws {@link IllegalArgumentException} for names that virt-v2v cannot be told. */
    public NetworkOptions {
        mappings = List.copyOf(mappings);
        Set<String> sources = new HashSet<>();
        for (NetworkMapping mapping : mappings) {
            requirePrintable(mapping.source());
            requirePrintable(mapping.target());
            requireSplittable(mapping);
            if (!sources.add(mapping.source())) {
                throw new IllegalArgumentException("the network \"" + mapping.source() + "\" is mapped twice");
            }
        }
    }

    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (NetworkMapping mapping : mappings) {
            String value = mapping.source().isEmpty() ? mapping.target() : mapping.source() + ":" + mapping.target();
            arguments.addAll(List.of("--network", value, "--bridge", value));
        }
        return arguments;
    }

    /** virt-v2v takes all before the first colon for the source, and a value without one for the mapping of all others. */
    private static void requireSplittable(NetworkMapping mapping) {
        String before = mapping.source().isEmpty() ? mapping.target() : mapping.source();
        if (before.contains(":")) {
            throw new IllegalArgumentException("virt-v2v cannot map the network \"" + before
                    + "\": its name has a colon. Rename it, or map all networks to one");
        }
    }

    private static void requirePrintable(String name) {
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name of a network has a line break or another control character");
        }
    }
}
