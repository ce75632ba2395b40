package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.ovirt.v2v.agent.v2v.SessionCookies;
import org.ovirt.v2v.model.rpc.JobLogPart;

/** Reads part of a log for somebody who does not have this host's files. */
final class LogPart {
    /** Bytes that are sent at once, whoever wants more. */
    static final int LARGEST = 256 * 1024;

    private LogPart() {}

    /**
     * A log that was not begun is empty.
     *
     * @param offset of the first byte; nothing is read behind the end
     * @param ended whether nothing is written any more
     */
    static JobLogPart read(Path log, long offset, int length, boolean ended) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long size = channel.size();
            long from = Math.max(0, Math.min(offset, size));
            int wanted = (int) Math.min(Math.max(0, Math.min(length, LARGEST)), size - from);
            return JobLogPart.of(size, ended, withoutCookies(channel, from, wanted));
        } catch (NoSuchFileException e) {
            return JobLogPart.of(0, ended, new byte[0]);
        }
    }

    /** As much of a log, or what there is of it, with stars instead of the values of a vCenter's cookies: offsets stay as they are. */
    static byte[] withoutCookies(FileChannel log, long from, int length) throws IOException {
        // a cookie of which only the end is wanted is known by its name before that
        int before = (int) Math.min(SessionCookies.LONGEST, from);
        byte[] content = SessionCookies.hidden(read(log, from - before, before + length));
        return Arrays.copyOfRange(content, Math.min(before, content.length), content.length);
    }

    private static byte[] read(FileChannel log, long from, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length);
        int read = 0;
        while (content.hasRemaining() && read >= 0) {
            read = log.read(content, from + content.position());
        }
        return Arrays.copyOf(content.array(), content.position());
    }
}
