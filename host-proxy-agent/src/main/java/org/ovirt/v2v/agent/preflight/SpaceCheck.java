package org.ovirt.v2v.agent.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Allocation;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.source.ExternalDisk;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * Will the disks fit into the export domain, beside what running jobs have still to write there? Refused is what cannot fit; what fits
 * only if the guest has not used all of its disks is warned of.
 */
final class SpaceCheck {
    private static final double GIB = 1L << 30;

    /** What stays free for metadata; once, however many jobs run. */
    private static final long LEAST = 16L << 20;

    private final SpaceLedger ledger;

    SpaceCheck(SpaceLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * What was found.
     *
     * @param warnings for people; empty if there is space enough in any case, and all sizes are known
     */
    record Result(SpaceClaim claim, List<String> warnings) {}

    /** Takes what jobs had to write before the domain was looked at. */
    Result run(
            UUID job,
            ExportDomainInfo domain,
            ExternalVm machine,
            Allocation allocation,
            Map<UUID, SpaceLedger.Outstanding> before)
            throws FailureException {
        SpaceClaim claim = claim(machine, allocation);
        SpaceLedger.Outstanding others = ledger.enter(job, domain.id(), claim, before);
        if (domain.free() - others.least() < LEAST + claim.least()) {
            throw new FailureException(
                    FailureCode.DOMAIN_FULL,
                    String.format(
                            Locale.ROOT,
                            "The machine %s needs about %.2f GiB, the export domain %s at %s has %.2f GiB free%s.",
                            machine.vmName(),
                            (LEAST + claim.least()) / GIB,
                            domain.name(),
                            domain.path(),
                            domain.free() / GIB,
                            taken(others.least())));
        }
        List<String> warnings = new ArrayList<>(unknownSizes(machine));
        if (domain.free() - others.most() < LEAST + claim.most()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The disks may take up to %.2f GiB, the export domain has %.2f GiB free%s: the conversion fails for"
                            + " want of space if the guest uses more of its disks than that.",
                    (LEAST + claim.most()) / GIB,
                    domain.free() / GIB,
                    taken(others.most())));
        }
        return new Result(claim, List.copyOf(warnings));
    }

    private static List<String> unknownSizes(ExternalVm machine) {
        long unknown =
                machine.disks().stream().filter(disk -> disk.capacity() == 0).count();
        return unknown == 0
                ? List.of()
                : List.of("The source does not tell how large " + unknown + " of the "
                        + machine.disks().size()
                        + " disks are, so that nobody knows whether they fit into the export domain.");
    }

    private static String taken(long others) {
        return others == 0
                ? ""
                : String.format(Locale.ROOT, ", of which running conversions have still to write %.2f", others / GIB);
    }

    private static SpaceClaim claim(ExternalVm machine, Allocation allocation) {
        long capacity =
                machine.disks().stream().mapToLong(ExternalDisk::capacity).sum();
        return switch (allocation) {
            case PREALLOCATED -> new SpaceClaim(capacity, capacity, true);
            case SPARSE -> new SpaceClaim(inUse(machine), capacity, false);
        };
    }

    private static long inUse(ExternalVm machine) {
        return machine.disks().stream().mapToLong(ExternalDisk::leastInUse).sum();
    }
}
