package org.ovirt.v2v.agent.inventory;

import org.ovirt.v2v.agent.AgentConfig;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.agent.inventory.vmware.VmwareInventory;
import org.ovirt.v2v.agent.inventory.xen.XenInventory;
import org.ovirt.v2v.agent.ssh.SshFolder;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.SourceUri;

/** The inventories of all kinds of source that the agent knows. */
public final class Inventories {
    private final SourceInventory vmware;
    private final SourceInventory xen;

    public Inventories(AgentConfig config) {
        this(new VmwareInventory(), new XenInventory(SshFolder.below(config.stateDir())));
    }

    Inventories(SourceInventory vmware, SourceInventory xen) {
        this.vmware = vmware;
        this.xen = xen;
    }

    /** The inventory for the scheme of this URI; INVALID_REQUEST if there is none. */
    public SourceInventory forUri(SourceUri uri) throws FailureException {
        return switch (uri.scheme()) {
            case SourceUri.VPX, SourceUri.ESX -> vmware;
            case SourceUri.XEN_SSH -> xen;
            default ->
                throw new FailureException(
                        FailureCode.INVALID_REQUEST,
                        "The scheme " + uri.scheme() + " is not supported; these are: vpx, esx, xen+ssh");
        };
    }
}
