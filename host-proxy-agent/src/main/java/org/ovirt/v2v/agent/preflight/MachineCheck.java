package org.ovirt.v2v.agent.preflight;

import java.util.Optional;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.source.RecentMachines;
import org.ovirt.v2v.agent.source.Source;
import org.ovirt.v2v.agent.source.VmLookup;
import org.ovirt.v2v.agent.v2v.V2vCapabilities;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/** Does the source let us in, is the machine there, is it down, will virt-v2v find this one, and can its disks be read? One look-up tells all. */
final class MachineCheck {
    private MachineCheck() {}

    /** Asks the source, unless it has told of this machine just now. */
    static ExternalVm run(Source source, V2vCapabilities capabilities, RecentMachines recent, ConvertParams request)
            throws FailureException {
        String wanted = Optional.ofNullable(request.vminfo().sourceId())
                .orElse(request.vminfo().vmName());
        Optional<ExternalVm> told = recent.find(request.source(), wanted);
        // a name is one of the place that was named with it
        SourceParams place =
                request.vminfo().sourceId() == null ? request.source() : source.whereverItIs(request.source(), wanted);
        ExternalVm machine = told.isPresent() ? told.get() : VmLookup.find(source, place, wanted);
        Optional<String> absence = machine.uuidAbsence();
        if (absence.isPresent()) {
            throw new FailureException(FailureCode.SOURCE_ERROR, absence.get());
        }
        if (!machine.isDown()) {
            throw new FailureException(
                    FailureCode.VM_RUNNING,
                    "The machine " + machine.vmName() + " is not shut down at "
                            + request.uri().host() + ".");
        }
        Optional<String> ambiguity = machine.uuidAmbiguity();
        if (ambiguity.isPresent()) {
            throw new FailureException(FailureCode.VM_UUID_SHARED, ambiguity.get());
        }
        if (machine.disks().isEmpty()) {
            throw new FailureException(
                    FailureCode.VM_WITHOUT_DISKS,
                    "The machine " + machine.vmName() + " at " + request.uri().host() + " has no disks.");
        }
        Optional<Failure> problem = machine.diskProblem()
                .or(() -> machine.hostAbsence(request.uri()))
                .or(() -> source.machineProblem(capabilities, machine));
        if (problem.isPresent()) {
            throw new FailureException(problem.get());
        }
        return machine;
    }
}
