package org.ovirt.v2v.testbed.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.ovirt.v2v.testbed.TestingFolder;

/**
 * The folder below which the demo keeps all but its secrets. {@code bin/quickstart} decides whether a folder may be used, marks and
 * locks it; here nothing is written or deleted but in a folder with that mark.
 */
final class DemoFolder {
    /** As in {@code bin/lib/folder.sh}. */
    static final String MARKER = ".ovirt-v2v-demo";

    private static final String SECRETS = "secrets";
    private static final String EXPORT = "export";
    private static final String APPLIANCE = ".guestfs-";
    private static final long NEEDED_BYTES = 3_000L << 20;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path path;

    private DemoFolder(Path path) {
        this.path = path;
    }

    /** Refuses a folder without the mark that {@code bin/quickstart} has given it. */
    static DemoFolder open(Path path) {
        Path marker = path.resolve(MARKER);
        String owner = "folder=" + path;
        try {
            if (!path.isAbsolute()
                    || !path.toRealPath().equals(path)
                    || !Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)
                    || !Files.readAllLines(marker).contains(owner)) {
                throw new DemoException(path + " is not a folder of bin/quickstart's own: start that, not this");
            }
        } catch (IOException e) {
            throw new DemoException(path + " is not a folder of bin/quickstart's own: " + e, e);
        }
        return new DemoFolder(path);
    }

    Path path() {
        return path;
    }

    Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path agent() {
        return path.resolve("agent");
    }

    Path engine() {
        return path.resolve("engine");
    }

    Path certificates() {
        return path.resolve("pki");
    }

    Path temporary() {
        return path.resolve("tmp");
    }

    /** Whether a file is of libguestfs' appliance, which it keeps. */
    static boolean isAppliance(Path file) {
        return file.getFileName().toString().startsWith(APPLIANCE);
    }

    /** Folders that are there while the demo runs. Fails if there is too little space. */
    void prepare() {
        try {
            for (Path folder : List.of(logs(), agent(), engine(), temporary())) {
                Files.createDirectories(folder);
            }
            if (Files.getFileStore(path).getUsableSpace() < NEEDED_BYTES) {
                throw new DemoException("less than 3 GB are free in " + path
                        + ": free space or choose another folder with V2V_DEMO_DIR");
            }
            for (String log : List.of("agent", "engine", "vcenter")) {
                Files.deleteIfExists(log(log)); // of the run before
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder for the machine of the simulated vCenter, which is the same each time: the one before is removed. */
    Path domainForSimulatedMachine() {
        Path domain = path.resolve(EXPORT);
        TestingFolder.delete(domain);
        return domain;
    }

    /** A folder that no run has used. */
    Path domainForRealMachine() {
        return path.resolve(EXPORT + "-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
    }

    /** Remembers where the secrets are, for the next run should this one be killed. */
    void remember(MemoryFolder secrets) {
        try {
            Files.createSymbolicLink(path.resolve(SECRETS), secrets.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the secrets and all but the logs, what was imported, and the appliance that libguestfs has built. */
    void removeState() {
        try {
            Path link = path.resolve(SECRETS);
            if (Files.isSymbolicLink(link)) {
                Path target = Files.readSymbolicLink(link);
                if (MemoryFolder.couldBe(target) && !Files.isSymbolicLink(target)) {
                    TestingFolder.delete(target);
                }
                Files.delete(link);
            }
            TestingFolder.delete(engine());
            TestingFolder.delete(agent());
            TestingFolder.delete(certificates());
            for (Path left : children(temporary())) {
                if (!isAppliance(left)) {
                    TestingFolder.delete(left);
                }
            }
            for (Path domain : children(path)) {
                if (isDomain(domain) && !holdsMachine(domain)) {
                    TestingFolder.delete(domain);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDomain(Path folder) {
        String name = folder.getFileName().toString();
        return (name.equals(EXPORT) || name.startsWith(EXPORT + "-"))
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /** The folder of an import that has failed holds nothing but an empty export domain, or what a killed run was writing. */
    private static boolean holdsMachine(Path domain) throws IOException {
        try (Stream<Path> files = Files.walk(domain)) {
            return files.anyMatch(file ->
                    file.toString().endsWith(".ovf") && !domain.relativize(file).startsWith(".v2v"));
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
