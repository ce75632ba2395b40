package org.ovirt.v2v.agent.job;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.ovirt.v2v.agent.exportdomain.ExpectedMachine;
import org.ovirt.v2v.agent.exportdomain.OutputMode;
import org.ovirt.v2v.agent.exportdomain.RhevOutput;
import org.ovirt.v2v.agent.exportdomain.StagingPlace;
import org.ovirt.v2v.agent.preflight.SpaceClaim;

/**
 * All that a job makes outside its own folder, written down before any of it is made, so that it can be removed whatever
 * happens.
 *
 * @param machine the machine's id in oVirt; null in plans of old versions, where it is the job's
 * @param mount of the export domain
 * @param pool the data center that has the domain attached; null if none has
 * @param temp the job's folder for temporary files
 * @param passwordFile on tmpfs; null if the source takes none
 * @param capacities of the disks at the source in bytes, in order
 * @param space what it writes into the domain; null in plans of old versions, where that is all of the disks
 * @param warnings of the checks, for people
 * @param expected the machine that was asked for; null in plans of old versions, where only the disks are compared
 * @param output in which mode virt-v2v writes; null in plans of old versions, which know only rhev
 */
record JobPlan(
        UUID job,
        UUID machine,
        String mount,
        UUID domain,
        UUID pool,
        String temp,
        String passwordFile,
        List<Long> capacities,
        ExpectedMachine expected,
        SpaceClaim space,
        List<String> warnings,
        OutputMode output) {
    JobPlan {
        machine = Objects.requireNonNullElse(machine, job);
        expected = Objects.requireNonNullElseGet(expected, () -> ExpectedMachine.withDisks(capacities));
        space = Objects.requireNonNullElseGet(space, () -> new SpaceClaim(sum(capacities), sum(capacities), false));
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        output = Objects.requireNonNullElseGet(output, RhevOutput::new);
    }

    private static long sum(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    /** Where the job writes. */
    StagingPlace place() {
        return new StagingPlace(mount, domain, pool, job, machine, output);
    }
}
