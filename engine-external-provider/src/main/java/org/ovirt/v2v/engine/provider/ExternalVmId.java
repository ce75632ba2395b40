package org.ovirt.v2v.engine.provider;

import org.ovirt.v2v.model.source.ExternalVm;

/** What tells the machines of a provider apart: MoRef (VMware) or UUID (Xen). */
public final class ExternalVmId {
    private ExternalVmId() {}

    public static String of(ExternalVm machine) {
        return machine.moref() == null ? machine.vmId() : machine.moref();
    }
}
