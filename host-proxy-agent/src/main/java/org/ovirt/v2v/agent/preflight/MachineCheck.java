package org.ovirt.v2v.agent.preflight;

import java.util.Optional;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.inventory.VmLookup;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.ConvertParams;
import org.ovirt.v2v.model.source.ExternalVm;
import org.ovirt.v2v.model.source.SourceUri;

/** Does the source let us in, is the machine there, is it down, will virt-v2v find this one, and can its disks be read? One look-up tells all. */
final class MachineCheck {
    private final InventoryChoice inventories;

    MachineCheck(InventoryChoice inventories) {
        this.inventories = inventories;
    }

    ExternalVm run(ConvertParams request) throws FailureException {
        String wanted = Optional.ofNullable(request.vminfo().sourceId())
                .orElse(request.vminfo().vmName());
        ExternalVm machine = VmLookup.find(inventories.forUri(request.uri()), request.source(), wanted);
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
        if (request.uri().scheme().equals(SourceUri.XEN_SSH)
                && machine.disks().stream().anyMatch(disk -> "block".equals(disk.disktype()))) {
            throw new FailureException(
                    FailureCode.GUEST_NOT_CONVERTIBLE,
                    "A disk of the machine " + machine.vmName() + " is a block device of the Xen host, which virt-v2v"
                            + " cannot read by ssh. Copy the disk to a file there and let the machine use that.");
        }
        return machine;
    }
}
