package org.ovirt.v2v.agent.preflight;

import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.inventory.SourceInventory;
import org.ovirt.v2v.model.source.SourceUri;

/** Chooses who looks at a source. */
@FunctionalInterface
public interface InventoryChoice {
    SourceInventory forUri(SourceUri uri) throws FailureException;
}
