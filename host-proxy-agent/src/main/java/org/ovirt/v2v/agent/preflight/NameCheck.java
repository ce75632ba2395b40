package org.ovirt.v2v.agent.preflight;

import java.nio.file.Path;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/** Is the name still free in the export domain? */
final class NameCheck {
    private final ExportDomains domains;

    NameCheck(ExportDomains domains) {
        this.domains = domains;
    }

    void run(ExportDomainInfo domain, String name) throws FailureException {
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
