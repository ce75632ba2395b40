package org.ovirt.v2v.testbed.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A folder for what must never reach a disk; nobody else can enter it. */
record MemoryFolder(Path path) {
    private static final List<Path> PARENTS = List.of(Path.of("/run"), Path.of("/dev/shm"));
    private static final String PREFIX = "ovirt-v2v-demo.";
    private static final int PASSWORD_BYTES = 18;
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    static MemoryFolder create() {
        try {
            for (Path parent : PARENTS) {
                if (Files.isDirectory(parent)
                        && Files.getFileStore(parent).type().equals("tmpfs")) {
                    return new MemoryFolder(Files.createTempDirectory(parent, PREFIX));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new DemoException("neither /run nor /dev/shm is a tmpfs: passwords must not be written to a disk");
    }

    /** Whether a path is one that {@link #create} may have made. */
    static boolean couldBe(Path path) {
        return PARENTS.contains(path.getParent())
                && path.getFileName().toString().startsWith(PREFIX);
    }

    Path subfolder(String name) {
        try {
            return Files.createDirectory(path.resolve(name), PRIVATE_FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new file with a password that nobody knows. */
    Path passwordFile(String name) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        try {
            Path file = Files.createFile(path.resolve(name), PRIVATE_FILE);
            return Files.writeString(file, Base64.getEncoder().encodeToString(random));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
