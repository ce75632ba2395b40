package org.ovirt.v2v.engine.host;

import java.time.Instant;
import java.util.Optional;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.rpc.HostCapabilities;

/**
 * What is known of a proxy host.
 *
 * @param capabilities empty if the agent could not be asked
 * @param failure why the agent could not be asked, or why the host cannot convert; empty if all is well
 * @param checkedAt when that was found out
 */
public record HostStatus(
        State state, Optional<HostCapabilities> capabilities, Optional<Failure> failure, Instant checkedAt) {
    /** oVirt's words for the states of a host. */
    public enum State {
        UP,
        /** The agent answers, but the host lacks something that conversions need. */
        NON_OPERATIONAL,
        NON_RESPONSIVE
    }

    /** Whether virt-v2v is there; without it a host is of no use. */
    public boolean hasTool() {
        return capabilities.map(HostCapabilities::v2vVersion).isPresent();
    }
}
