package org.ovirt.v2v.agent.preflight;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.ConversionSpec;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.exportdomain.ExportDomainInfo;

/** Is the export domain the one that is meant, and can it be written to? */
final class DomainCheck {
    private final ExportDomains domains;

    DomainCheck(ExportDomains domains) {
        this.domains = domains;
    }

    ExportDomainInfo run(ConversionSpec spec) throws FailureException {
        if (spec.exportDomainPath() == null) {
            return domains.find(spec.domainID());
        }
        ExportDomainInfo domain = domains.open(path(spec.exportDomainPath()));
        if (!domain.id().equals(spec.domainID())) {
            throw new FailureException(
                    FailureCode.DOMAIN_MISSING,
                    "At " + domain.path() + " there is the export domain " + domain.id() + " instead of "
                            + spec.domainID() + ".");
        }
        return domain;
    }

    private static Path path(String text) throws FailureException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new FailureException(
                    FailureCode.INVALID_REQUEST, "The path of the export domain is no path: " + e.getReason() + ".", e);
        }
    }
}
