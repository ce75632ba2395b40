package org.ovirt.v2v.agent.process;

import java.nio.file.Path;

/**
 * A file or folder that a program sees in place of another one.
 *
 * @param source what is seen; absolute
 * @param target where it is seen; absolute, and exists (a file for a file, a folder for a folder)
 */
public record BindMount(Path source, Path target) {
    public BindMount {
        requireAbsolute(source);
        requireAbsolute(target);
    }

    private static void requireAbsolute(Path path) {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("a bind mount needs absolute paths, not " + path);
        }
    }
}
