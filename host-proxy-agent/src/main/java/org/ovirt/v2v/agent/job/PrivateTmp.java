package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Optional;
import org.ovirt.v2v.agent.process.BindMount;

/**
 * A folder of the job's own that virt-v2v sees in place of {@code /tmp}, where libguestfs and nbdkit leave files whatever the environment
 * names: so they go with the job.
 */
final class PrivateTmp {
    private static final Path SHARED = Path.of("/tmp");

    /** As that of the host: everybody may write there, and remove only what he has made. */
    private static final int MODE = 01777;

    private PrivateTmp() {}

    /**
     * Makes it, in the job's folder of temporary files; none if the conversion needs something that would be hidden.
     *
     * @param local on this host's own disks, where links can be followed
     * @param stored on storage that may not answer
     */
    static Optional<BindMount> make(Path jobTemp, Collection<Path> local, Collection<Path> stored) throws IOException {
        boolean hides = stored.stream().anyMatch(PrivateTmp::isNamed)
                || local.stream().anyMatch(path -> isNamed(path) || isReached(path));
        if (hides || !Files.isDirectory(SHARED)) {
            return Optional.empty();
        }
        // in one that is shut: on the host nobody else may write into what the agent removes as root
        Path shut = Files.createDirectory(
                jobTemp.resolve("t"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path own = Files.createDirectory(shut.resolve("tmp"));
        Files.setAttribute(own, "unix:mode", MODE);
        return Optional.of(new BindMount(own, SHARED));
    }

    private static boolean isNamed(Path path) {
        return path.toAbsolutePath().normalize().startsWith(SHARED);
    }

    private static boolean isReached(Path path) {
        try {
            return path.toRealPath().startsWith(SHARED.toRealPath());
        } catch (IOException e) {
            return false; // what is not there is not hidden
        }
    }
}
