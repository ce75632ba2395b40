package org.ovirt.v2v.agent.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a file that another process appends to. */
final class LogTail {
    private final Path file;
    private final Reader reader;
    private long position;

    @FunctionalInterface
    interface Reader {
        void read(byte[] bytes, int length);
    }

    LogTail(Path file, Reader reader) {
        this.file = file;
        this.reader = reader;
    }

    /** Bytes that have been written, read or not; any thread may ask. */
    long size() {
        return file.toFile().length();
    }

    /** Passes on what is new, through the buffer given. */
    void poll(byte[] buffer) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(position);
            for (int length = read(channel, buffer); length > 0; length = read(channel, buffer)) {
                position += length;
                reader.read(buffer, length);
            }
        } catch (NoSuchFileException e) {
            return; // nothing has been written yet
        }
    }

    private static int read(FileChannel channel, byte[] buffer) throws IOException {
        return channel.read(ByteBuffer.wrap(buffer));
    }
}
