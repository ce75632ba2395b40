package org.ovirt.v2v.model.conversion;

import java.util.UUID;

/** The ids that oVirt's engine chose for a disk; accepted from VDSM's clients, of no use to rhev output mode. */
public record VolumeIds(UUID imageID, UUID volumeID) {}
