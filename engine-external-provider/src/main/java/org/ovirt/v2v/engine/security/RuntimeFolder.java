package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.ovirt.v2v.engine.config.EngineConfig;
import org.ovirt.v2v.engine.config.StartException;
import org.ovirt.v2v.engine.config.UnitLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for secrets in files, which must not reach a disk: on tmpfs, and for the engine's user alone. */
@ApplicationScoped
public class RuntimeFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeFolder.class);
    private static final Path RUN = Path.of("/run");
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String NAME = "ovirt-v2v-engine";

    private final Optional<Path> configured;

    public RuntimeFolder(EngineConfig config) {
        this.configured = config.runtimeDir();
    }

    /** The folder, which is made if it is missing. */
    Path path() {
        try {
            Path folder = configured.isPresent() ? configured.get() : choose();
            PrivateFiles.createFolder(folder);
            requireOwn(folder);
            if (!isTmpfs(folder)) {
                LOG.warn("{} is not on tmpfs: secrets that are written there may stay on the disk", folder);
            }
            return folder;
        } catch (IOException e) {
            throw new StartException(
                    "No folder for run-time files can be made: " + UnitLimits.explain(e) + ". Set v2v.runtime-dir.", e);
        }
    }

    private static Path choose() throws IOException {
        Path own = RUN.resolve(NAME);
        if (isTmpfs(RUN) && (Files.isWritable(own) || Files.isWritable(RUN))) {
            return own;
        }
        return SHARED_MEMORY.resolve(NAME + "-" + ownUser());
    }

    /** Others can write into /dev/shm, and might have put something there beforehand. */
    private static void requireOwn(Path folder) throws IOException {
        boolean own = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(ownUser());
        if (!own) {
            throw new StartException(
                    folder + " is not a folder of the engine's own user. Remove it, or set v2v.runtime-dir.");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private static Object ownUser() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** False too where that cannot be told, as in a changed root folder (chroot). */
    private static boolean isTmpfs(Path folder) {
        try {
            return Files.isDirectory(folder)
                    && Files.getFileStore(folder).type().equals("tmpfs");
        } catch (IOException e) {
            return false;
        }
    }
}
