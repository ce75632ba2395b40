package org.ovirt.v2v.agent.preflight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Has the temporary folder the space that virt-v2v insists on, for this job and for those that have just begun? */
final class TemporarySpaceCheck {
    private static final int MIB = 20;

    private final Path folder;
    private final SpaceLedger ledger;
    private final ToLongFunction<Path> freeSpace;

    TemporarySpaceCheck(Path folder, SpaceLedger ledger) {
        this(folder, ledger, place -> place.toFile().getUsableSpace());
    }

    TemporarySpaceCheck(Path folder, SpaceLedger ledger, ToLongFunction<Path> freeSpace) {
        this.folder = folder;
        this.ledger = ledger;
        this.freeSpace = freeSpace;
    }

    void run(UUID job) throws FailureException {
        if (!Files.isDirectory(folder)) {
            throw new FailureException(
                    FailureCode.TEMPORARY_SPACE, "There is no temporary folder " + folder + " on this host.");
        }
        long free = freeSpace.applyAsLong(folder);
        if (free < SpaceLedger.TEMPORARY) {
            throw new FailureException(
                    FailureCode.TEMPORARY_SPACE,
                    "The temporary folder " + folder + " has " + (free >> MIB) + " MiB free; virt-v2v needs 1024.");
        }
        long others = ledger.enterTemporary(job);
        if (free - others < SpaceLedger.TEMPORARY) {
            // passes when those have come to their copies, unlike a folder that is full
            throw new FailureException(
                    FailureCode.HOST_BUSY,
                    "The temporary folder " + folder + " has " + (free >> MIB) + " MiB free; " + (others >> MIB)
                            + " of them are for conversions that have begun, and virt-v2v needs 1024 more.");
        }
    }
}
