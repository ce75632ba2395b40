package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.ovirt.v2v.agent.files.TreeDeletion;
import org.ovirt.v2v.agent.storage.SignOfLife;
import org.ovirt.v2v.model.exportdomain.DomainLayout;

/** File operations as vdsm, each safe to repeat. Links are never followed below the path given. */
final class VdsmFiles {
    /** Made when this class is loaded, not while another identity is on. */
    private static final TreeDeletion DELETION = new TreeDeletion();

    private static final SystemError NOT_A_FOLDER = SystemError.NOT_A_FOLDER;

    /** Java keeps a buffer of the largest size that was ever written, outside the heap and for each thread. */
    private static final int LARGEST_WRITE = 64 * 1024;

    private VdsmFiles() {}

    static List<Path> list(Path folder) throws IOException {
        return VdsmIdentity.call(() -> {
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(entries::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            entries.sort(null);
            return entries;
        });
    }

    /** Throws what the system says if this process cannot list a folder as the user that it is, and not as vdsm. */
    static void lookAsSelf(Path folder) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(each -> {});
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } finally {
            SignOfLife.show();
        }
    }

    /** Reads a text file; throws {@link IllegalArgumentException} if it is longer than the limit in bytes. */
    static String read(Path file, int limit) throws IOException {
        return VdsmIdentity.call(() -> {
            try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] content = stream.readNBytes(limit + 1);
                if (content.length > limit) {
                    throw new IllegalArgumentException(file + " is larger than " + limit + " bytes");
                }
                return new String(content, StandardCharsets.UTF_8);
            }
        });
    }

    /** Throws what the system says if the beginning of a file cannot be read. */
    static void requireReadable(Path file) throws IOException {
        VdsmIdentity.call(() -> {
            try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return stream.readNBytes(LARGEST_WRITE);
            }
        });
    }

    /** Whether a folder is there; throws if that cannot be told. */
    static boolean isFolder(Path path) throws IOException {
        return VdsmIdentity.call(() -> is(path, BasicFileAttributes::isDirectory));
    }

    /** Whether a plain file is there; throws if that cannot be told. */
    static boolean isFile(Path path) throws IOException {
        return VdsmIdentity.call(() -> is(path, BasicFileAttributes::isRegularFile));
    }

    /** A plain file as it is now; empty if there is none. */
    static Optional<FileVersion> version(Path file) throws IOException {
        Map<String, Object> attributes = VdsmIdentity.call(() -> is(file, BasicFileAttributes::isRegularFile)
                ? Files.readAttributes(file, FileVersion.ATTRIBUTES, LinkOption.NOFOLLOW_LINKS)
                : Map.of());
        return attributes.isEmpty() ? Optional.empty() : Optional.of(new FileVersion(attributes));
    }

    /** Bytes of a plain file; empty if there is none. */
    static Optional<Long> size(Path file) throws IOException {
        return VdsmIdentity.call(() -> is(file, BasicFileAttributes::isRegularFile)
                ? Optional.of(attributes(file).size())
                : Optional.empty());
    }

    /** What a file or folder takes, with all in it; empty if it is gone. What goes meanwhile does not count. */
    static Optional<FolderUsage> usage(Path path) throws IOException {
        UsageCount count = new UsageCount();
        VdsmIdentity.call(() -> Files.walkFileTree(path, count));
        return count.usage();
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Java's own questions take every error of the storage for a no. */
    private static boolean is(Path path, Predicate<BasicFileAttributes> kind) throws IOException {
        try {
            return kind.test(attributes(path));
        } catch (NoSuchFileException e) {
            return false;
        } catch (FileSystemException e) {
            if (NOT_A_FOLDER.caused(e)) {
                return false; // nothing can be below a file
            }
            throw e;
        }
    }

    /** Throws what the system says if the path cannot be reached. */
    static void requireReachable(Path path) throws IOException {
        VdsmIdentity.call(() -> Files.readAttributes(path, BasicFileAttributes.class));
    }

    /** The path without links; throws what the system says if it cannot be followed to its end. */
    static Path real(Path path) throws IOException {
        return VdsmIdentity.call(path::toRealPath);
    }

    /** Makes a folder that is not there; the one above it must be. */
    static void makeFolder(Path folder, String permissions) throws IOException {
        VdsmIdentity.call(() -> {
            if (!is(folder, BasicFileAttributes::isDirectory)) {
                Files.createDirectory(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
            }
            return folder;
        });
    }

    /** Writes a file and has it on the disk before this returns. */
    static void write(Path file, byte[] content, String permissions) throws IOException {
        write(file, permissions, channel -> {
            for (int from = 0; from < content.length; from += LARGEST_WRITE) {
                writeWhole(channel, ByteBuffer.wrap(content, from, Math.min(LARGEST_WRITE, content.length - from)));
            }
        });
    }

    /** As {@link #write}, of a file with so many bytes that are 0, all of them allocated. */
    static void writeZeros(Path file, long length, String permissions) throws IOException {
        byte[] zeros = new byte[LARGEST_WRITE];
        write(file, permissions, channel -> {
            for (long left = length; left > 0; left -= LARGEST_WRITE) {
                writeWhole(channel, ByteBuffer.wrap(zeros, 0, (int) Math.min(LARGEST_WRITE, left)));
            }
        });
    }

    private interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    private static void writeWhole(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void write(Path file, String permissions, Content content) throws IOException {
        VdsmIdentity.call(() -> {
            try (FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
                content.writeTo(channel);
                channel.force(true);
            }
            return file;
        });
    }

    /** Makes a file with nothing in it, unless there is one. */
    static void makeFile(Path file, String permissions) throws IOException {
        VdsmIdentity.call(() -> {
            if (!is(file, BasicFileAttributes::isRegularFile)) {
                Files.createFile(file);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            }
            return file;
        });
    }

    /** Has a plain file belong to vdsm, whoever made it, with these permissions. */
    static void take(Path file, String permissions) throws IOException {
        if (VdsmIdentity.isRoot()) {
            for (Map.Entry<String, Integer> owner : Map.of(
                            "unix:uid", DomainLayout.VDSM_UID, "unix:gid", DomainLayout.KVM_GID)
                    .entrySet()) {
                // a server that squashes root lets nobody do that; there, the files are vdsm's since they were made
                if (!owner.getValue().equals(Files.getAttribute(file, owner.getKey(), LinkOption.NOFOLLOW_LINKS))) {
                    Files.setAttribute(file, owner.getKey(), owner.getValue(), LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
        VdsmIdentity.call(() -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions)));
    }

    /** rename(2). */
    static void move(Path from, Path to) throws IOException {
        VdsmIdentity.call(() -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    /** Has a file or folder on the disk before this returns. */
    static void sync(Path path) throws IOException {
        VdsmIdentity.call(() -> {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
            return path;
        });
    }

    /** Deletes a file, or a folder with all in it; does nothing if there is none. */
    static void delete(Path path) throws IOException {
        VdsmIdentity.call(() -> {
            DELETION.delete(path);
            return path;
        });
    }

    /** Deletes a folder if nothing is in it. */
    static void deleteIfEmpty(Path folder) throws IOException {
        VdsmIdentity.call(() -> {
            try {
                return Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                return false;
            }
        });
    }
}
