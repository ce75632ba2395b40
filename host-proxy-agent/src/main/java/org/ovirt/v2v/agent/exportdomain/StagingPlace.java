package org.ovirt.v2v.agent.exportdomain;

import java.util.UUID;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;

/**
 * Where a job writes, and where that is to come.
 *
 * @param mount of the export domain; absolute
 * @param pool the data center that has the domain attached; null if none has
 * @param job names the place where the job writes
 * @param machine the id under which the machine comes into the domain; several jobs may be for one machine
 */
public record StagingPlace(String mount, UUID domain, UUID pool, UUID job, UUID machine) {
    public static StagingPlace of(ExportDomainInfo domain, UUID job, UUID machine) {
        return new StagingPlace(domain.path(), domain.id(), domain.poolId(), job, machine);
    }
}
