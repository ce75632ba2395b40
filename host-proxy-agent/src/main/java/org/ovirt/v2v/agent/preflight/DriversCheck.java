package org.ovirt.v2v.agent.preflight;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.ovirt.v2v.agent.exportdomain.ExportDomains;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Is the virtio-win ISO that the request names here? */
final class DriversCheck {
    private final ExportDomains domains;

    DriversCheck(ExportDomains domains) {
        this.domains = domains;
    }

    /** The file, or nothing if none is named. */
    Optional<Path> run(String path) throws FailureException {
        if (path == null || path.isBlank()) {
            return Optional.empty();
        }
        Optional<Path> file = path(path).filter(Path::isAbsolute).map(Path::normalize);
        if (file.isEmpty() || !domains.isReadableFile(file.get())) {
            throw new FailureException(new Failure(
                    FailureCode.DRIVERS_MISSING,
                    "The drivers ISO " + path + " is not on this host, is no plain file, or cannot be read.",
                    "Put the virtio-win ISO there, or import without naming one.",
                    null));
        }
        return file;
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
