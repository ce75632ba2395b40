package org.ovirt.v2v.agent.inventory;

import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.inventory.vmware.VmwareInventory;
import org.ovirt.v2v.agent.inventory.xen.XenInventory;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.ssh.SshFolder;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.source.SourceUri;

/** The inventories of all kinds of source that the agent knows. */
public final class Inventories {
    private final SourceInventory vmware;
    private final SourceInventory xen;
    private final SourceAddresses addresses;

    public Inventories(AgentConfig config, SourceAddresses addresses) {
        this(
                new VmwareInventory(addresses),
                new XenInventory(SshFolder.below(config.stateDir()), addresses),
                addresses);
    }

    Inventories(SourceInventory vmware, SourceInventory xen, SourceAddresses addresses) {
        this.addresses = addresses;
        this.vmware = vmware;
        this.xen = xen;
    }

    /** The inventory for the scheme of this URI; INVALID_REQUEST if there is none, SOURCE_FORBIDDEN if its host may not be asked. */
    public SourceInventory forUri(SourceUri uri) throws FailureException {
        addresses.of(uri.host());
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
