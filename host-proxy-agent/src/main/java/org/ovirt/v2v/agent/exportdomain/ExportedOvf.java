package org.ovirt.v2v.agent.exportdomain;

import java.util.Set;
import java.util.UUID;
import org.ovirt.v2v.model.exportdomain.ExportedVm;

/**
 * What the OVF of a machine, or of a template, in an export domain says.
 *
 * @param memoryImages what snapshots with memory keep that in; in the same folder as the disks
 * @param isTemplate whether it is a template, which oVirt exports into the same folders
 */
record ExportedOvf(ExportedVm machine, Set<UUID> memoryImages, boolean isTemplate) {
    ExportedOvf {
        memoryImages = Set.copyOf(memoryImages);
    }

    /** As in {@code the machine web}. */
    String described() {
        return (isTemplate ? "the template " : "the machine ") + machine.name();
    }
}
