package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers in a file of one line what was found out since the host was booted. */
final class BootRecord {
    private static final Logger LOG = LoggerFactory.getLogger(BootRecord.class);

    private final Path file;
    private final String bootId;

    BootRecord(Path file) {
        this(file, currentBoot());
    }

    BootRecord(Path file, String bootId) {
        this.file = file;
        this.bootId = bootId;
    }

    /** What was remembered since the last boot. */
    Optional<Boolean> read() {
        try {
            List<String> words = List.of(Files.readString(file).strip().split(" ", -1));
            return words.size() == 2 && words.get(0).equals(bootId)
                    ? Optional.of(Boolean.valueOf(words.get(1)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A file that cannot be written costs no more than another test at the next start. */
    void write(boolean value) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, bootId + " " + value + "\n");
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.toString());
        }
    }

    private static String currentBoot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
