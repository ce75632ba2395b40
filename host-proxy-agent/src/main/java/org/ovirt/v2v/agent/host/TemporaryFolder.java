package org.ovirt.v2v.agent.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Where virt-v2v keeps its temporary files. */
public final class TemporaryFolder {
    /** What virt-v2v insists on having free there, and seldom fills, in bytes. */
    public static final long NEEDED = 1L << 30;

    private static final int MIB = 20;

    private final Path folder;
    private final ToLongFunction<Path> freeSpace;

    public TemporaryFolder(Path folder) {
        this(folder, place -> place.toFile().getUsableSpace());
    }

    /** With another way to find out how many bytes are free. */
    public TemporaryFolder(Path folder, ToLongFunction<Path> freeSpace) {
        this.folder = folder;
        this.freeSpace = freeSpace;
    }

    /** Bytes. */
    public long free() {
        return freeSpace.applyAsLong(folder);
    }

    /** Why no conversion can begin with this folder; empty if one can. */
    public Optional<Failure> problem() {
        if (!Files.isDirectory(folder)) {
            return Optional.of(Failure.of(
                    FailureCode.TEMPORARY_SPACE, "There is no temporary folder " + folder + " on this host."));
        }
        long free = free();
        if (free >= NEEDED) {
            return Optional.empty();
        }
        return Optional.of(Failure.of(
                FailureCode.TEMPORARY_SPACE,
                "The temporary folder " + folder + " has " + (free >> MIB) + " MiB free; virt-v2v needs "
                        + (NEEDED >> MIB) + "."));
    }
}
