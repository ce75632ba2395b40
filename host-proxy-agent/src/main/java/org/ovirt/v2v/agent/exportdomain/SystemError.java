package org.ovirt.v2v.agent.exportdomain;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** The errors of Linux (errno(3)) that Java knows only by their text, which depends on the locale. */
enum SystemError {
    INPUT_OUTPUT(5),
    NOT_A_FOLDER(20),
    NO_SPACE(28),
    READ_ONLY(30),
    TIMED_OUT(110),
    STALE(116),
    QUOTA_EXCEEDED(122);

    private final String text;

    SystemError(int number) {
        this.text = LibC.strerror(number);
    }

    /** Whether the system refused to write, as a full or read-only file system does. */
    static boolean isAboutWriting(IOException failure) {
        return failure instanceof AccessDeniedException
                || NO_SPACE.caused(failure)
                || READ_ONLY.caused(failure)
                || QUOTA_EXCEEDED.caused(failure);
    }

    /** Whether the storage itself failed, as that of a server that is away: this says nothing of what is there, and may pass. */
    static boolean isOfStorage(IOException failure) {
        return INPUT_OUTPUT.caused(failure) || TIMED_OUT.caused(failure) || STALE.caused(failure);
    }

    boolean caused(IOException failure) {
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return text.equals(reason);
    }

    private static final class LibC {
        static {
            Native.register("c");
        }

        private LibC() {}

        static native String strerror(int number);
    }
}
