package org.ovirt.v2v.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ovirt.v2v.agent.job.SecretFiles;
import org.ovirt.v2v.agent.settings.AgentConfig;

/** Whether the agent's folders are what they have to be. Makes none. */
final class FolderCheck {
    private static final long LEAST_TEMPORARY_MIB = 1024;

    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    FolderCheck(AgentConfig config) {
        state(config.stateDir().toAbsolutePath());
        temporary(config.v2v().tempDir().toAbsolutePath());
        SecretFiles.in(config.secretsDir()).problem().ifPresent(problems::add);
    }

    /** Each says what is wrong, why that matters and what to do. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** What an agent can live with. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The agent makes it when it starts. */
    private void state(Path folder) {
        String name = folder + " (agent.state-dir)";
        Path existing = folder;
        while (Files.notExists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            problems.add(name + " cannot be made, since " + existing + " is no folder; correct the setting");
        } else if (!Files.isWritable(existing)) {
            problems.add(
                    existing.equals(folder)
                            ? name + " is not writable; jobs are kept there; correct the setting or the folder's rights"
                            : name + " cannot be made, since " + existing
                                    + " is not writable; correct the setting or the folder's rights");
        } else if (isTmpfs(existing)) {
            warnings.add(name
                    + " is on a tmpfs; what runs is forgotten when the host is booted; set it to a folder on a disk");
        }
    }

    /** The agent does not make it: it belongs to the system. */
    private void temporary(Path folder) {
        String name = folder + " (agent.v2v.temp-dir)";
        if (!Files.isDirectory(folder)) {
            problems.add(name + " is no folder; no conversion can begin without it; make it, or correct the setting");
            return;
        }
        if (!Files.isWritable(folder)) {
            problems.add(
                    name + " is not writable; no conversion can begin; correct the setting or the folder's rights");
            return;
        }
        if (isTmpfs(folder)) {
            warnings.add(name
                    + " is on a tmpfs; conversions take the host's memory for their temporary files, 1 GiB and more"
                    + " each; set it to a folder on a disk");
        }
        long free = folder.toFile().getUsableSpace() >> 20;
        if (free < LEAST_TEMPORARY_MIB) {
            problems.add(name + " has " + free + " MiB free; virt-v2v begins with no less than " + LEAST_TEMPORARY_MIB
                    + "; free space there, or correct the setting");
        }
    }

    private static boolean isTmpfs(Path folder) {
        try {
            return Files.getFileStore(folder).type().equals("tmpfs");
        } catch (IOException e) {
            return false; // nobody can tell, as in a changed root folder (chroot)
        }
    }
}
