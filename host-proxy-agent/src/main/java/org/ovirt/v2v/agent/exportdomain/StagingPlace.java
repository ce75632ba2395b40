package org.ovirt.v2v.agent.exportdomain;

import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;

/**
 * Where a job writes, and where that is to come.
 *
 * @param mount of the export domain; absolute
 * @param pool the data center that has the domain attached; null if none has
 * @param job names the place where the job writes
 * @param machine the id under which the machine comes into the domain; several jobs may be for one machine
 * @param output in which mode virt-v2v writes there; null for rhev, as in what old versions wrote down
 */
public record StagingPlace(String mount, UUID domain, UUID pool, UUID job, UUID machine, OutputMode output) {
    public StagingPlace {
        output = Objects.requireNonNullElseGet(output, RhevOutput::new);
    }

    public static StagingPlace of(ExportDomainInfo domain, UUID job, UUID machine, OutputMode output) {
        return new StagingPlace(domain.path(), domain.id(), domain.poolId(), job, machine, output);
    }

    /** The folder that is the job's alone. */
    Path target() {
        return inDomain().staging().resolve(job.toString());
    }

    /** The export domain. */
    DomainFolder inDomain() {
        return new DomainFolder(Path.of(mount), domain);
    }

    /** What looks like an export domain, below {@link #target()}: the result lies in it before it comes into the domain. */
    DomainFolder staged() {
        return new DomainFolder(target(), domain);
    }
}
