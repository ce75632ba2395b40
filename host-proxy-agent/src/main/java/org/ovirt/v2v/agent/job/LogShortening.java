package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.ovirt.v2v.agent.v2v.SessionCookies;

/** Takes the middle out of a log that has grown too long to be kept. */
final class LogShortening {
    /** Bytes kept at the beginning, and again at the end. */
    static final int KEPT = 2 * 1024 * 1024;

    private LogShortening() {}

    static void shorten(Path log) throws IOException {
        if (Files.notExists(log) || Files.size(log) <= 2L * KEPT) {
            return;
        }
        Path draft = log.resolveSibling(log.getFileName() + ".draft");
        try (FileChannel from = FileChannel.open(log, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            from.transferTo(0, KEPT, to);
            to.write(ByteBuffer.wrap("\n[... shortened ...]\n".getBytes(StandardCharsets.UTF_8)));
            // what would be known by the name before it is not any more
            ByteBuffer seam = ByteBuffer.wrap(LogPart.withoutCookies(from, from.size() - KEPT, SessionCookies.LONGEST));
            to.write(seam);
            from.transferTo(from.size() - KEPT + seam.capacity(), KEPT - seam.capacity(), to);
        }
        Files.move(draft, log, StandardCopyOption.ATOMIC_MOVE);
    }
}
