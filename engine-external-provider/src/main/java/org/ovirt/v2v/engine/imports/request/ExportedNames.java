package org.ovirt.v2v.engine.imports.request;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.engine.Answers;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/** Whether what an import is to put into an export domain has its name and id for itself there. */
final class ExportedNames {
    private ExportedNames() {}

    /**
     * Refuses a name that a machine of the domain has.
     *
     * @param own the id of an import that may have put the machine there already, under the same name only
     */
    static void requireFree(ImportCandidate candidate, RemoteChecks remote, Optional<UUID> own) {
        String name = candidate.plan().name();
        for (ExportedVm machine : machines(candidate, remote)) {
            boolean isOwn = own.filter(machine.id()::equals).isPresent();
            if (isOwn && !name.equals(machine.name())) {
                throw occupied(candidate, machine);
            }
            if (!isOwn && name.equals(machine.name())) {
                throw new FailureException(
                        FailureCode.VM_NAME_IN_USE,
                        "The storage domain " + candidate.domain().name() + " has a machine with the name " + name
                                + " already.");
            }
        }
    }

    /** Refuses an id that a machine of the domain has. */
    static void requireAbsent(ImportCandidate candidate, RemoteChecks remote, UUID id) {
        machines(candidate, remote).stream()
                .filter(machine -> machine.id().equals(id))
                .findFirst()
                .ifPresent(machine -> {
                    throw occupied(candidate, machine);
                });
    }

    private static List<ExportedVm> machines(ImportCandidate candidate, RemoteChecks remote) {
        return Answers.of(remote.exported(candidate.host(), candidate.domain()));
    }

    private static FailureException occupied(ImportCandidate candidate, ExportedVm machine) {
        return new FailureException(
                FailureCode.VM_ID_IN_USE,
                "The storage domain " + candidate.domain().name()
                        + " has what an earlier attempt of this import has made, with the name " + machine.name()
                        + ".");
    }
}
