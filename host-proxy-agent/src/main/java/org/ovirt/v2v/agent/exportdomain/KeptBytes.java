package org.ovirt.v2v.agent.exportdomain;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** What the storage keeps of a file: less than its length if there are holes in it. Java does not tell, statx(2) does. */
final class KeptBytes {
    private static final int CURRENT_FOLDER = -100;
    private static final int NO_FOLLOWING = 0x100;
    private static final int WANTED = 0x400;

    /** The same on all architectures, as opposed to that of stat(2). */
    private static final int SIZE = 256;

    private static final int MASK_AT = 0;
    private static final int BLOCKS_AT = 48;
    private static final long BLOCK = 512;

    private static final Charset NAMES = Charset.defaultCharset();

    static {
        Native.register("c");
    }

    /**
     * How many bytes are free again when the file is deleted.
     *
     * @param length of the file, which is told where the system tells nothing else
     */
    long of(Path file, long length) {
        byte[] name = (file + "\0").getBytes(NAMES);
        ByteBuffer told = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
        boolean answered = statx(CURRENT_FOLDER, name, NO_FOLLOWING, WANTED, told.array()) == 0;
        if (!answered || (told.getInt(MASK_AT) & WANTED) == 0) {
            return length;
        }
        return Math.min(length, told.getLong(BLOCKS_AT) * BLOCK);
    }

    private static native int statx(int folder, byte[] name, int flags, int mask, byte[] told);
}
