package org.ovirt.v2v.agent.exportdomain;

import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/**
 * What the OVF of a machine in an export domain says.
 *
 * @param memoryImages what snapshots with memory keep that in; in the same folder as the disks
 */
record ExportedOvf(ExportedVm machine, Set<UUID> memoryImages) {
    ExportedOvf {
        memoryImages = Set.copyOf(memoryImages);
    }
}
