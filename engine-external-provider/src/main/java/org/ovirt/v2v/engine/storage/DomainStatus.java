package org.ovirt.v2v.engine.storage;

import java.util.Optional;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;

/**
 * How an export domain is.
 *
 * @param info empty if the domain cannot be used
 * @param failure why not
 */
public record DomainStatus(Optional<ExportDomainInfo> info, Optional<Failure> failure) {}
