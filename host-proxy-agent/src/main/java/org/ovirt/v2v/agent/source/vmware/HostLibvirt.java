package org.ovirt.v2v.agent.source.vmware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The libvirt on this host through which virt-v2v reads VMware's machines. Its library's file is called by its version, so that nothing
 * has to be loaded or run; it may be upgraded while the agent runs.
 */
final class HostLibvirt {
    private static final Logger LOG = LoggerFactory.getLogger(HostLibvirt.class);
    private static final String LIBRARY = "libvirt.so.0";

    /** Where loaders look; below {@code /usr/lib} Debian has a folder for each architecture. */
    private static final List<Path> FOLDERS = List.of(
            Path.of("/usr/local/lib"),
            Path.of("/usr/local/lib64"),
            Path.of("/usr/lib64"),
            Path.of("/lib64"),
            Path.of("/usr/lib"),
            Path.of("/lib"));

    /** From the name of the file that has the library's code: 9.0.0 is called {@code libvirt.so.0.9000.0}. */
    record Version(int major, int minor, int patch) {
        private static final Pattern FILE = Pattern.compile("libvirt\\.so\\.0\\.(\\d{1,6})\\.(\\d{1,6})");
        private static final int MAJOR = 1000;

        static Optional<Version> of(Path file) {
            Matcher matcher = FILE.matcher(file.getFileName().toString());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int number = Integer.parseInt(matcher.group(1));
            return Optional.of(new Version(number / MAJOR, number % MAJOR, Integer.parseInt(matcher.group(2))));
        }

        private boolean isBefore(int otherMajor, int otherMinor) {
            return major < otherMajor || (major == otherMajor && minor < otherMinor);
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    private final List<Path> folders;

    HostLibvirt() {
        this(FOLDERS);
    }

    /** In one of these folders, or of those in them that are for an architecture. */
    HostLibvirt(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * Its version, if it tells virt-v2v nothing of disks on NVMe controllers: upstream's does from 11.5 on, and a distribution may have
     * added that to an earlier one, whose library then has the key of a VMX file for them. Empty if it does tell, or nobody knows.
     */
    Optional<Version> withoutNvme() {
        return file().filter(library -> !mentions(library, "nvme%d"))
                .flatMap(Version::of)
                .filter(version -> version.isBefore(11, 5));
    }

    /**
     * Its version, if it is known to look for IPv4 addresses of servers only: upstream's takes others from 12.1 on, and a distribution may
     * have mended one from 11.10 on. Empty if it may take others, or nobody knows.
     */
    Optional<Version> withoutIpv6() {
        return file().flatMap(Version::of).filter(version -> version.isBefore(11, 10));
    }

    /** Whether it is known to make UUIDs of its own for VMware's machines, unless it is told not to, as from 12.4 on. */
    boolean makesOwnUuids() {
        return file().flatMap(Version::of)
                .filter(version -> !version.isBefore(12, 4))
                .isPresent();
    }

    /** The library's code; empty if there is none, or more than one, of which nobody knows which is loaded. */
    private Optional<Path> file() {
        List<Path> found = folders.stream()
                .flatMap(folder -> withArchitectures(folder).stream())
                .map(folder -> folder.resolve(LIBRARY))
                .filter(Files::exists)
                .flatMap(library -> real(library).stream())
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static List<Path> withArchitectures(Path folder) {
        List<Path> all = new ArrayList<>(List.of(folder));
        try (DirectoryStream<Path> architectures = Files.newDirectoryStream(folder, "*-linux-gnu*")) {
            architectures.forEach(all::add);
        } catch (IOException e) {
            LOG.debug("Cannot look for libvirt below {}", folder, e);
        }
        return all;
    }

    private static Optional<Path> real(Path library) {
        try {
            return Optional.of(library.toRealPath());
        } catch (IOException e) {
            LOG.debug("Cannot tell which file {} is", library, e);
            return Optional.empty();
        }
    }

    private static boolean mentions(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            LOG.debug("Cannot read {}", file, e);
            return true;
        }
    }
}
