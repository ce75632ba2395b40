package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/** Finds out by trying whether vdsm can reach, read and write folders, and says who stands in the way. */
final class DomainAccess {
    private DomainAccess() {}

    /** Checks that vdsm can go all the way to an existing folder. */
    static void requireReachable(Path folder) throws FailureException {
        Path reached = folder.getRoot();
        for (Path part : folder) {
            Path next = reached.resolve(part);
            try {
                VdsmFiles.requireReachable(next);
            } catch (AccessDeniedException e) {
                throw new FailureException(closed(reached, folder), e);
            } catch (NoSuchFileException e) {
                throw new FailureException(
                        FailureCode.DOMAIN_MISSING, "There is no folder " + folder + " on this host.", e);
            } catch (IOException e) {
                String message = "The folder " + folder + " cannot be reached: " + reason(e) + ".";
                throw SystemError.isOfStorage(e)
                        ? new FailureException(notAnswering(message), e)
                        : new FailureException(FailureCode.DOMAIN_MISSING, message, e);
            }
            reached = next;
        }
        if (!Files.isDirectory(folder)) {
            throw new FailureException(FailureCode.DOMAIN_MISSING, folder + " is not a folder.");
        }
    }

    /** Checks that a folder is on another file system than the one above it, as what is mounted from a server is. */
    static void requireMounted(Path folder, String remotePath) throws FailureException {
        try {
            Object device = Files.getAttribute(folder, "unix:dev");
            if (!device.equals(Files.getAttribute(folder.resolve(".."), "unix:dev"))) {
                return;
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        throw new FailureException(
                FailureCode.DOMAIN_MISSING,
                remotePath + " is not mounted at " + folder
                        + ": what is written there would stay on this host's own disk.");
    }

    /** Checks that vdsm can make and remove files in these folders of one file system, and that something can be written there. */
    static void requireWritable(List<Path> folders) throws FailureException {
        for (Path folder : folders) {
            // whether there is space is the same for all, and takes longest to be told
            requireWritable(folder, folder.equals(folders.get(0)) ? new byte[] {1} : new byte[0]);
        }
    }

    private static void requireWritable(Path folder, byte[] content) throws FailureException {
        Path trial = folder.resolve(".v2v-trial-" + UUID.randomUUID());
        try {
            try {
                if (content.length == 0) {
                    VdsmFiles.makeFile(trial, "rw-------");
                } else {
                    VdsmFiles.write(trial, content, "rw-------");
                }
            } finally {
                VdsmFiles.delete(trial);
            }
        } catch (IOException e) {
            throw new FailureException(unwritable(folder, e), e);
        }
    }

    /** What vdsm may not read. */
    static FailureException unreadable(Path path, IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return new FailureException(
                    FailureCode.DOMAIN_FOREIGN_OWNER,
                    "vdsm (uid 36) cannot read " + path + ", which belongs to " + owner(path) + ".",
                    cause);
        }
        if (SystemError.isOfStorage(cause)) {
            return notAnswering(path, cause);
        }
        return new FailureException(
                FailureCode.DOMAIN_INVALID, path + " cannot be read: " + reason(cause) + ".", cause);
    }

    /** What cannot be looked at just now: that says nothing of what is there, unless vdsm may not read it at all. */
    static FailureException failing(Path path, IOException cause) {
        if (cause instanceof AccessDeniedException || cause instanceof NoSuchFileException) {
            return unreadable(path, cause);
        }
        return notAnswering(path, cause);
    }

    private static FailureException notAnswering(Path path, IOException cause) {
        return new FailureException(
                notAnswering(
                        "The export domain answers with errors: " + path + " cannot be read (" + reason(cause) + ")."),
                cause);
    }

    /** The storage answers with errors, some of which end with a new mount only. */
    static Failure notAnswering(String message) {
        return new Failure(
                FailureCode.DOMAIN_NOT_ANSWERING,
                message,
                "Look at the storage server, at the network to it, and at the mount on the proxy host (dmesg). If the server is well and"
                        + " this stays, unmount the export domain there and mount it again. What waits for it goes on by itself then.",
                null);
    }

    /** Why something could not be written below a folder. */
    static Failure unwritable(Path folder, IOException cause) {
        if (SystemError.READ_ONLY.caused(cause)) {
            return Failure.of(FailureCode.DOMAIN_READ_ONLY, folder + " is mounted read-only.");
        }
        if (SystemError.NO_SPACE.caused(cause) || SystemError.QUOTA_EXCEEDED.caused(cause)) {
            return Failure.of(FailureCode.DOMAIN_FULL, "The file system of " + folder + " is full.");
        }
        if (cause instanceof AccessDeniedException) {
            return Failure.of(
                    FailureCode.DOMAIN_FOREIGN_OWNER,
                    "vdsm (uid 36) cannot write to " + folder + ", which belongs to " + owner(folder) + ".");
        }
        if (SystemError.isOfStorage(cause)) {
            return notAnswering("The export domain answers with errors: " + folder + " cannot be written to ("
                    + reason(cause) + ").");
        }
        return Failure.of(FailureCode.DOMAIN_INVALID, folder + " cannot be written to: " + reason(cause) + ".");
    }

    /** Bytes that others than root may still write; not asked of a FileStore, which a changed root folder (chroot) lacks. */
    static long free(Path folder) {
        return folder.toFile().getUsableSpace();
    }

    static String reason(IOException cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static Failure closed(Path guilty, Path folder) {
        return new Failure(
                FailureCode.DOMAIN_FOREIGN_OWNER,
                "vdsm (uid 36) cannot reach " + folder + ", because it may not enter " + guilty + ", which belongs to "
                        + owner(guilty) + ".",
                "Let vdsm enter it (chmod o+x " + guilty + "), or keep the export domain somewhere else.",
                null);
    }

    /** A mount that vdsm may enter and root may not. */
    static Failure squashed(Path mount) {
        return new Failure(
                FailureCode.DOMAIN_FOREIGN_OWNER,
                "virt-v2v cannot enter " + mount + ", which belongs to " + owner(mount)
                        + ": it does so as root, whom the storage server takes for somebody else (root_squash).",
                "Let everybody enter the exported folder on the storage server (chmod 0755), or export it with no_root_squash.",
                null);
    }

    private static String owner(Path path) {
        try {
            return "uid " + Files.getAttribute(path, "unix:uid") + ", gid " + Files.getAttribute(path, "unix:gid")
                    + " with mode "
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            return "another user";
        }
    }
}
