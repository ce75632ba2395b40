package org.ovirt.v2v.agent.preflight;

import java.util.Locale;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;

/** Will the disks fit into the export domain, as far as their sizes are known? */
final class SpaceCheck {
    private static final double GIB = 1L << 30;

    /** Metadata and the least that a disk takes. */
    private static final long LEAST = 16L << 20;

    void run(ExportDomainInfo domain, ExternalVm machine, Allocation allocation) throws FailureException {
        long needed = LEAST
                + machine.disks().stream()
                        .mapToLong(disk -> estimate(disk, allocation))
                        .sum();
        if (domain.free() < needed) {
            throw new FailureException(
                    FailureCode.DOMAIN_FULL,
                    String.format(
                            Locale.ROOT,
                            "The machine %s needs about %.2f GiB, the export domain %s at %s has %.2f GiB free.",
                            machine.vmName(),
                            needed / GIB,
                            domain.name(),
                            domain.path(),
                            domain.free() / GIB));
        }
    }

    private static long estimate(ExternalDisk disk, Allocation allocation) {
        return switch (allocation) {
            case PREALLOCATED -> disk.capacity();
            case SPARSE -> Math.min(disk.allocation(), disk.capacity());
        };
    }
}
