package org.ovirt.v2v.model.conversion;

import java.util.Objects;

/**
 * Connects every interface on one network of the source to one network of the target.
 *
 * @param source the network or bridge at the source; empty means every network that no other mapping names
 * @param target the oVirt network
 */
public record NetworkMapping(String source, String target) {
    public NetworkMapping {
        source = Objects.requireNonNullElse(source, "");
        if (target == null || target.isBlank()) {
            throw new IllegalArgumentException("the target network of a mapping is empty");
        }
    }
}
