package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers in a file of one line what was found out about KVM since the host was booted. */
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
    Optional<KvmFinding> read() {
        try {
            // older versions wrote no reason, and "false" even where nobody could tell
            List<String> words = List.of(Files.readString(file).strip().split(" ", 3));
            if (words.size() < 2 || !words.get(0).equals(bootId)) {
                return Optional.empty();
            }
            if (Boolean.parseBoolean(words.get(1))) {
                return Optional.of(KvmFinding.working());
            }
            return words.stream().skip(2).findFirst().map(KvmFinding::failing);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A file that cannot be written costs no more than another test at the next start. */
    void write(KvmFinding finding) {
        boolean works = finding.verdict() == KvmFinding.Verdict.WORKS;
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, (bootId + " " + works + " " + finding.reason()).strip() + "\n");
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
