package org.ovirt.v2v.engine.host;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
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

    private static final long SYSTEM_MIB = 2048;
    private static final long CONVERSION_MIB = 3072;

    /** What makes every conversion fail, whatever the guest. */
    private static final Set<FailureCode> HINDRANCES = Set.of(
            FailureCode.TOOL_MISSING,
            FailureCode.TOOL_INCOMPLETE,
            FailureCode.APPLIANCE_BROKEN,
            FailureCode.TEMPORARY_SPACE);

    /** Whether a failure of this kind is the host's, so that another host may do better. */
    public static boolean isHindrance(FailureCode code) {
        return HINDRANCES.contains(code);
    }

    /**
     * Why no machine can be converted on the host; empty if nothing is known that keeps it from that.
     *
     * @param name of the host, for the text
     */
    public Optional<Failure> hindrance(String name) {
        if (capabilities.isEmpty()) {
            return failure;
        }
        return capabilities.get().problems().stream()
                .filter(problem -> isHindrance(problem.code()))
                .findFirst()
                .map(problem -> new Failure(
                        problem.code(),
                        "The proxy host " + name + " cannot convert: " + problem.message(),
                        problem.remedy(),
                        problem.detail()))
                .or(() -> hasTool() ? Optional.empty() : failure);
    }

    /** Why the host cannot convert, cannot convert everything, or cannot be asked; empty if all is well. */
    public List<Failure> problems() {
        return capabilities
                .map(HostCapabilities::problems)
                .filter(found -> !found.isEmpty())
                .orElseGet(() -> failure.stream().toList());
    }

    /**
     * How many conversions the host has room for, at least one. Each wants a core, and memory for the appliance that virt-v2v
     * starts: up to 2.5 GiB, as libguestfs' default times two, beside what reads and writes the disks.
     */
    public int conversions() {
        return capabilities
                .map(each -> Math.min(each.cpuThreads(), (each.memoryMiB() - SYSTEM_MIB) / CONVERSION_MIB))
                .map(room -> (int) Math.max(1, room))
                .orElse(1);
    }

    /** Whether virt-v2v is there; without it a host is of no use. */
    public boolean hasTool() {
        return capabilities.map(HostCapabilities::v2vVersion).isPresent();
    }
}
