package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.ovirt.v2v.model.source.Secret;

/** Password files: in memory only (tmpfs), readable by nobody else. */
public final class SecretFiles {
    private static final String NAME = "ovirt-v2v-agent";
    private static final Path RUN = Path.of("/run");
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Path folder;

    private SecretFiles(Path folder) {
        this.folder = folder;
    }

    /** Uses the folder if one is given, otherwise one of its own below the first of the system's places that is a tmpfs. */
    public static SecretFiles in(Optional<Path> folder) {
        if (folder.isPresent()) {
            return new SecretFiles(folder.get().toAbsolutePath());
        }
        return new SecretFiles((isTmpfs(RUN) ? RUN : SHARED_MEMORY).resolve(NAME));
    }

    /** Why no password could be written here, and what to do; empty if one could. Changes nothing. */
    public Optional<String> problem() {
        Path existing = folder;
        while (Files.notExists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!isTmpfs(existing)) {
            return Optional.of(folder
                    + " (agent.secrets-dir) is not on a tmpfs; passwords must not reach a disk; set it to a folder in /run or"
                    + " /dev/shm");
        }
        try {
            if (existing.equals(folder)) {
                requireOwnership(folder);
            }
        } catch (IOException e) {
            return Optional.of("Passwords cannot be kept: " + e.getMessage());
        }
        return Files.isWritable(existing)
                ? Optional.empty()
                : Optional.of(
                        folder + " (agent.secrets-dir) cannot be written to; correct the setting or the rights of "
                                + existing);
    }

    Path file(UUID job) {
        return folder.resolve(job.toString());
    }

    /** Writes a password without a line end, as virt-v2v wants it. */
    void write(Path file, Secret password) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        requireOwn(folder);
        if (!isTmpfs(folder)) {
            throw new IOException("passwords must not reach a disk, and " + folder + " is not on a tmpfs");
        }
        Files.deleteIfExists(file);
        try (SeekableByteChannel channel = Files.newByteChannel(
                file,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.UTF_8.encode(password.value()));
        }
    }

    /** Everybody can write into /dev/shm, and might have put something there beforehand. */
    private static void requireOwn(Path folder) throws IOException {
        requireOwnership(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private static void requireOwnership(Path folder) throws IOException {
        Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !owner.equals(self)) {
            throw new IOException(
                    folder + " is not a folder of the agent's own user; remove it, or set agent.secrets-dir");
        }
    }

    /** False too where that cannot be told, as in a changed root folder (chroot). */
    private static boolean isTmpfs(Path folder) {
        try {
            return Files.getFileStore(folder).type().equals("tmpfs");
        } catch (IOException e) {
            return false;
        }
    }
}
