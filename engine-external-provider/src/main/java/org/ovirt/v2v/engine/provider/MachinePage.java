package org.ovirt.v2v.engine.provider;

import java.time.Instant;
import org.ovirt.v2v.engine.Page;
import org.ovirt.v2v.model.source.ExternalVm;

/**
 * A part of the list of a provider's machines.
 *
 * @param asOf when the source began to be asked for the list: what has changed since may be missing
 */
public record MachinePage(Page<ExternalVm> machines, Instant asOf) {}
