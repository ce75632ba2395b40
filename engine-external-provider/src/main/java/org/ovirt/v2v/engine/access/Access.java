package org.ovirt.v2v.engine.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a user may do.
 *
 * @param grants the roles of the user
 */
public record Access(UUID userId, String userName, List<Grant> grants) {
    /** The attribute of a user's identity that holds it. */
    public static final String ATTRIBUTE = "v2v.access";

    /** What may call the engine from within, and whatever it does in the background. */
    public static final Access OF_THE_ENGINE =
            new Access(new UUID(0, 0), "SYSTEM", List.of(new Grant(Role.SUPER_USER, Optional.empty())));

    /**
     * A role of the user.
     *
     * @param dataCenter where; empty if in the whole system
     */
    public record Grant(Role role, Optional<UUID> dataCenter) {}

    public Access {
        grants = List.copyOf(grants);
    }

    /** Whether the user may do this everywhere. */
    public boolean may(Permit permit) {
        return grants.stream()
                .anyMatch(grant -> grant.dataCenter().isEmpty() && grant.role().allows(permit));
    }

    public boolean may(Permit permit, UUID dataCenter) {
        return may(permit) || dataCenters(permit).contains(dataCenter);
    }

    /** Whether there is anything at all that the user may do this with. */
    public boolean maySomewhere(Permit permit) {
        return grants.stream().anyMatch(grant -> grant.role().allows(permit));
    }

    /** The data centers that the user may do this in without being allowed to do it everywhere. */
    public Set<UUID> dataCenters(Permit permit) {
        return grants.stream()
                .filter(grant -> grant.role().allows(permit))
                .flatMap(grant -> grant.dataCenter().stream())
                .collect(Collectors.toSet());
    }
}
