package org.ovirt.v2v.agent.inventory;

import java.util.List;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.rpc.SourceDescription;
import org.ovirt.v2v.model.rpc.SourceParams;
import org.ovirt.v2v.model.source.ExternalVm;

/** Lists the machines of one kind of source. */
public interface SourceInventory {
    /** Names of all machines, sorted. */
    List<String> names(SourceParams source) throws FailureException;

    /** What the source is, and what the user may do there. */
    SourceDescription describe(SourceParams source) throws FailureException;

    /**
     * The machines in full, sorted by name; only those that {@link SourceParams#vmNames()} names, by name, UUID or MoRef, if it
     * names any. A name that the source does not know is left out.
     */
    List<ExternalVm> machines(SourceParams source) throws FailureException;
}
