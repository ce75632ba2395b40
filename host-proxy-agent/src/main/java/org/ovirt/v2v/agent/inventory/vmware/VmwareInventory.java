package org.ovirt.v2v.agent.inventory.vmware;

import java.util.List;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.inventory.SourceInventory;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/** Lists the machines of this kind of source. */
public final class VmwareInventory implements SourceInventory {
    public VmwareInventory() {}

    @Override
    public List<String> names(SourceParams source) throws FailureException {
        throw new FailureException(FailureCode.SOURCE_ERROR, "not there yet");
    }

    @Override
    public List<ExternalVm> machines(SourceParams source) throws FailureException {
        throw new FailureException(FailureCode.SOURCE_ERROR, "not there yet");
    }
}
