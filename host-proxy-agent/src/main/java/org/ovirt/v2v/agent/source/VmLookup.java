package org.ovirt.v2v.agent.source;

import java.util.List;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/** Finds one machine at a source. */
public final class VmLookup {
    private VmLookup() {}

    /**
     * The machine with this MoRef, UUID or name.
     *
     * @throws FailureException VM_NOT_FOUND; INVALID_REQUEST if several machines are called so; or what the source answers
     */
    public static ExternalVm find(Source kind, SourceParams source, String vm) throws FailureException {
        List<ExternalVm> found = kind.machines(source.withVmNames(List.of(vm)));
        List<ExternalVm> byId = found.stream()
                .filter(machine -> vm.equals(machine.moref()) || vm.equalsIgnoreCase(machine.vmId()))
                .toList();
        // an id is meant as an id, even if another machine has it as its name
        List<ExternalVm> byName =
                found.stream().filter(machine -> vm.equals(machine.vmName())).toList();
        List<ExternalVm> candidates = byId.isEmpty() ? byName : byId;
        if (candidates.isEmpty()) {
            throw new FailureException(
                    FailureCode.VM_NOT_FOUND,
                    "The machine " + vm + " is not at " + source.uri().host() + ", or the user may not see it");
        }
        if (candidates.size() > 1) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST,
                    candidates.size() + " machines at " + source.uri().host() + " are called " + vm
                            + "; name one by its id: "
                            + String.join(
                                    ", ",
                                    candidates.stream().map(VmLookup::describe).toList()));
        }
        return candidates.get(0);
    }

    private static String describe(ExternalVm machine) {
        if (machine.moref() == null) {
            return String.valueOf(machine.vmId());
        }
        return machine.moref() + " (" + machine.datacenter() + "/" + machine.folder() + ")";
    }
}
