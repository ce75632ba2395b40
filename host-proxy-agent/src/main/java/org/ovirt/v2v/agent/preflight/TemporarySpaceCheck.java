package org.ovirt.v2v.agent.preflight;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ovirt.v2v.agent.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Has the temporary folder the space that virt-v2v insists on? */
final class TemporarySpaceCheck {
    private static final long NEEDED = 1L << 30;

    private final Path folder;

    TemporarySpaceCheck(Path folder) {
        this.folder = folder;
    }

    void run() throws FailureException {
        if (!Files.isDirectory(folder)) {
            throw new FailureException(
                    FailureCode.TEMPORARY_SPACE, "There is no temporary folder " + folder + " on this host.");
        }
        long free = folder.toFile().getUsableSpace();
        if (free < NEEDED) {
            throw new FailureException(
                    FailureCode.TEMPORARY_SPACE,
                    "The temporary folder " + folder + " has " + (free >> 20) + " MiB free; virt-v2v needs 1024.");
        }
    }
}
