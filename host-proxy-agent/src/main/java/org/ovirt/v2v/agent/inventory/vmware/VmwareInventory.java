package org.ovirt.v2v.agent.inventory.vmware;

import java.util.List;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.inventory.SourceAddresses;
import org.ovirt.v2v.agent.inventory.SourceInventory;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * Lists what a vCenter or ESXi host has in one pass of its property collector, however many machines there are. Templates
 * are left out: they are not machines, and libvirt does not list them either. A machine of which the server tells little, for
 * example because its files are gone, is listed with what is known.
 */
public final class VmwareInventory implements SourceInventory {
    private final ListingTurns turns;
    private final SourceAddresses addresses;

    public VmwareInventory(SourceAddresses addresses) {
        this(new ListingTurns(), addresses);
    }

    VmwareInventory(ListingTurns turns, SourceAddresses addresses) {
        this.turns = turns;
        this.addresses = addresses;
    }

    @Override
    public List<String> names(SourceParams source) throws FailureException {
        try (VimSession session = VimSession.open(source, addresses)) {
            return names(source, session);
        }
    }

    @Override
    public SourceDescription describe(SourceParams source) throws FailureException {
        try (VimSession session = VimSession.open(source, addresses)) {
            return new SourceDescription(
                    session.product(),
                    session.user(),
                    names(source, session).size(),
                    session.missingPrivileges().orElse(null));
        }
    }

    private static List<String> names(SourceParams source, VimSession session) throws FailureException {
        CollectedMachines collected = new CollectedMachines(source);
        boolean oneHost = !source.uri().path().isEmpty();
        session.retrieveAll(oneHost ? InventoryPaths.identities() : InventoryPaths.names(), collected::add);
        return collected.machines().stream().map(Machine::name).sorted().toList();
    }

    @Override
    public List<ExternalVm> machines(SourceParams source) throws FailureException {
        try (VimSession session = VimSession.open(source, addresses)) {
            if (source.vmNames() != null) {
                return new NamedMachines(source, session).collect();
            }
            // only now that the server has let it in: one that does not answer keeps nobody waiting
            return turns.inTurn(() -> all(source, session));
        }
    }

    private static List<ExternalVm> all(SourceParams source, VimSession session) throws FailureException {
        CollectedMachines collected = new CollectedMachines(source);
        session.retrieveAll(InventoryPaths.everything(), collected::add);
        return collected.describe();
    }
}
