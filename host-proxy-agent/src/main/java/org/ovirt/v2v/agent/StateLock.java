package org.ovirt.v2v.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ovirt.v2v.agent.failure.StartupException;

/** Keeps a second agent out of a state folder, where both would take up the same jobs. Ends with the process at the latest. */
final class StateLock implements AutoCloseable {
    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    static StateLock take(Path stateDir) throws StartupException {
        try {
            Files.createDirectories(stateDir);
            FileChannel channel =
                    FileChannel.open(stateDir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isFree(channel)) {
                channel.close();
                throw new StartupException(
                        "Another agent uses " + stateDir + "; stop it, or give this one its own agent.state-dir");
            }
            return new StateLock(channel);
        } catch (IOException e) {
            throw new StartupException(
                    "The folder " + stateDir + " cannot be used: " + e.getMessage()
                            + "; correct agent.state-dir or the rights of that folder",
                    e);
        }
    }

    /** Whether an agent has it now; false too if that cannot be told. Makes nothing. */
    static boolean isTaken(Path stateDir) {
        try (FileChannel channel = FileChannel.open(stateDir.resolve("lock"), StandardOpenOption.WRITE)) {
            return !isFree(channel);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the lock is gone with the process
            return;
        }
    }
}
