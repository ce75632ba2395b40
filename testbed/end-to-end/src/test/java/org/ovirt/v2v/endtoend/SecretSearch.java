package org.ovirt.v2v.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for a password where none may be. */
final class SecretSearch {
    private static final long LARGEST_FILE = 64 << 20;
    private static final Path PROCESSES = Path.of("/proc");

    /**
     * How virt-v2v asks a vCenter for a session: its script gives curl the password as an argument, which curl wipes once it has
     * read it. Nobody but virt-v2v can change that; docs/administration.md says what an admin can do.
     */
    private static final String SESSION_REQUEST = "curl\0--head\0-s\0";

    private final String secret;

    SecretSearch(String secret) {
        this.secret = secret;
    }

    /** Files below the folder that hold it. */
    List<Path> filesBelow(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && attributes.size() < LARGEST_FILE && holdsSecret(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE; // it has been removed since
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Processes of this machine that have it among their arguments or in their environment, as {@code /proc} files. */
    List<Path> processes() {
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            return processes
                    .filter(process ->
                            Character.isDigit(process.getFileName().toString().charAt(0)))
                    .flatMap(process -> Stream.of(process.resolve("cmdline"), process.resolve("environ")))
                    .filter(this::holdsSecret)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean holdsSecret(Path file) {
        try {
            String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return content.contains(secret) && !content.startsWith(SESSION_REQUEST);
        } catch (IOException e) {
            return false; // it has ended or been removed since
        }
    }
}
