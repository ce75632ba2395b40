package org.ovirt.v2v.agent.preflight;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.host.TemporaryFolder;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Has the temporary folder the space that virt-v2v insists on, for this job and for those that have just begun? */
final class TemporarySpaceCheck {
    private static final int MIB = 20;

    private final Path folder;
    private final TemporaryFolder temporary;
    private final SpaceLedger ledger;

    TemporarySpaceCheck(Path folder, SpaceLedger ledger) {
        this(folder, ledger, new TemporaryFolder(folder));
    }

    TemporarySpaceCheck(Path folder, SpaceLedger ledger, TemporaryFolder temporary) {
        this.folder = folder;
        this.ledger = ledger;
        this.temporary = temporary;
    }

    void run(UUID job) throws FailureException {
        Optional<Failure> problem = temporary.problem();
        if (problem.isPresent()) {
            throw new FailureException(problem.get());
        }
        long free = temporary.free();
        long others = ledger.enterTemporary(job);
        if (free - others < TemporaryFolder.NEEDED) {
            // passes when those have come to their copies, unlike a folder that is full
            throw new FailureException(
                    FailureCode.HOST_BUSY,
                    "The temporary folder " + folder + " has " + (free >> MIB) + " MiB free; " + (others >> MIB)
                            + " of them are for conversions that have begun, and virt-v2v needs 1024 more.");
        }
    }
}
