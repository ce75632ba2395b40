package org.ovirt.v2v.agent.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts a program in a mount namespace of its own (unshare(1)), in which files and folders are bound over others, and a folder may be in
 * memory (tmpfs). Nobody else sees these mounts, and they end with the program and all that it has started. Needs root. The program keeps
 * the pid of the process that is started; exit code 125 means that a mount failed and the program was never started.
 */
public final class PrivateNamespace {
    public static final int MOUNT_FAILED = 125;

    private static final String LAUNCHER = ShellScript.read(PrivateNamespace.class, "private-namespace.sh");

    private PrivateNamespace() {}

    /** The argument list that starts the command with these mounts; the command itself if there are none. */
    public static List<String> wrap(List<BindMount> mounts, List<String> command) {
        return wrap(mounts, Optional.empty(), command);
    }

    /**
     * As above, with a folder that is in memory, and empty when the program starts.
     *
     * @param memory exists; empty if there is to be none
     */
    public static List<String> wrap(List<BindMount> mounts, Optional<Path> memory, List<String> command) {
        if (mounts.isEmpty() && memory.isEmpty()) {
            return List.copyOf(command);
        }
        List<String> arguments = new ArrayList<>(List.of(
                "unshare", "--mount", "--propagation", "private", "--", "sh", "-c", LAUNCHER, "private-namespace"));
        for (BindMount mount : mounts) {
            arguments.addAll(
                    List.of("bind", mount.source().toString(), mount.target().toString()));
        }
        memory.ifPresent(folder -> arguments.addAll(List.of("memory", folder.toString())));
        arguments.add("--");
        arguments.addAll(command);
        return List.copyOf(arguments);
    }
}
