package org.ovirt.v2v.agent.exportdomain;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/** Counts what lies in a folder while others may work there: a conversion that ends removes its folder. */
final class UsageCount extends SimpleFileVisitor<Path> {
    /** Loaded with this class, not while another identity is on. */
    private final KeptBytes kept = new KeptBytes();

    private long bytes;
    private Optional<Instant> modified = Optional.empty();

    /** Empty if nothing was there. */
    Optional<FolderUsage> usage() {
        return modified.map(latest -> new FolderUsage(bytes, latest));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return count(0, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return count(attributes.isRegularFile() ? kept.of(file, attributes.size()) : 0, attributes);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
        return unlessGone(cause);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException cause) throws IOException {
        return cause == null ? FileVisitResult.CONTINUE : unlessGone(cause);
    }

    private FileVisitResult count(long size, BasicFileAttributes attributes) {
        bytes += size;
        Instant changed = attributes.lastModifiedTime().toInstant();
        modified = modified.filter(changed::isBefore).or(() -> Optional.of(changed));
        return FileVisitResult.CONTINUE;
    }

    private static FileVisitResult unlessGone(IOException cause) throws IOException {
        if (cause instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw cause;
    }
}
