package org.ovirt.v2v.engine.config;

import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * What the engine's unit does not let it do, told beside the failure that comes of it: the kernel's words do not say that it was the
 * unit.
 */
public final class UnitLimits {
    /** EROFS, which Java knows only by its text; the launcher sees to it that the text is this one. */
    private static final String READ_ONLY = "Read-only file system";

    private UnitLimits() {}

    /** What failed, and what to do about it if that was to write where the unit lets nothing be written. */
    public static String explain(IOException failure) {
        if (READ_ONLY.equals(reason(failure))) {
            return failure + ". The unit lets the engine write only in its own folders: see ReadWritePaths= in"
                    + " docs/administration.md";
        }
        return failure.toString();
    }

    private static String reason(IOException failure) {
        String reason = failure.getMessage();
        if (failure instanceof FileSystemException file) {
            reason = file.getReason();
        }
        return String.valueOf(reason);
    }
}
