package org.ovirt.v2v.engine.provider;

import java.time.Instant;
import java.util.List;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * The machines of a provider as they were.
 *
 * @param asOf when the source began to be asked: what has changed since may be missing
 */
record Inventory(List<ExternalVm> machines, Instant asOf) {}
