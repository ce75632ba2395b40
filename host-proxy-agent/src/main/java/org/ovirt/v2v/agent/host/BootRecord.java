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
    private final String program;

    /**
     * Of this boot.
     *
     * @param program what finds it out: the version of the agent
     */
    BootRecord(Path file, String program) {
        this(file, program, currentBoot());
    }

    BootRecord(Path file, String program, String bootId) {
        this.file = file;
        this.bootId = bootId;
        this.program = program.replace(' ', '_');
    }

    /** What was remembered since the last boot. That KVM fails counts only if this version found it: others may have been wrong. */
    Optional<KvmFinding> read() {
        try {
            List<String> words = List.of(Files.readString(file).strip().split(" ", 4));
            if (words.size() < 2 || !words.get(0).equals(bootId)) {
                return Optional.empty();
            }
            if (Boolean.parseBoolean(words.get(1))) {
                return Optional.of(KvmFinding.working());
            }
            boolean own = words.size() > 3 && words.get(2).equals(program);
            return own ? Optional.of(KvmFinding.failing(words.get(3))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A file that cannot be written costs no more than another test at the next start. */
    void write(KvmFinding finding) {
        boolean works = finding.verdict() == KvmFinding.Verdict.WORKS;
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, (bootId + " " + works + " " + program + " " + finding.reason()).strip() + "\n");
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
