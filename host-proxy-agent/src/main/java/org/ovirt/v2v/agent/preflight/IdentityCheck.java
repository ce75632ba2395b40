package org.ovirt.v2v.agent.preflight;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/** Are the job's and the machine's id and the machine's name still free in the export domain? */
final class IdentityCheck {
    private final ExportDomains domains;

    IdentityCheck(ExportDomains domains) {
        this.domains = domains;
    }

    void run(ExportDomainInfo domain, UUID job, UUID id, String name) throws FailureException {
        if (domains.staged(Path.of(domain.path())).contains(job.toString())) {
            throw new FailureException(new Failure(
                    FailureCode.VM_ID_IN_USE,
                    "A conversion under the id of this job, " + job + ", is writing beside the export domain "
                            + domain.name() + " already, or has left something there (.v2v/" + job
                            + "), perhaps one of another host.",
                    "Start the import anew, under a new id. If no host converts under this one, remove that folder.",
                    null));
        }
        Optional<String> occupant = domains.occupant(Path.of(domain.path()), id);
        if (occupant.isPresent()) {
            throw new FailureException(
                    FailureCode.VM_ID_IN_USE,
                    "Under the id " + id + " the export domain " + domain.name() + " holds " + occupant.get()
                            + " already.");
        }
        for (ExportedVm machine : domains.machines(Path.of(domain.path()))) {
            if (machine.name().equals(name)) {
                throw new FailureException(
                        FailureCode.VM_NAME_IN_USE,
                        "The export domain " + domain.name() + " holds a machine called " + name + " already ("
                                + machine.id() + ").");
            }
        }
    }
}
