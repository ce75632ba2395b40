package org.ovirt.v2v.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps what a file held, also when the file is gone: the engine has the agent forget jobs that have ended. */
final class FileFollower implements AutoCloseable {
    private static final long POLL_MILLISECONDS = 20;

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String text = "";

    FileFollower(Path file) {
        Thread reader = new Thread(() -> follow(file), "file-follower");
        reader.setDaemon(true);
        reader.start();
    }

    private void follow(Path file) {
        try {
            while (!closed.await(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                read(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Path file) {
        try {
            String now = Files.readString(file);
            if (now.length() > text.length()) {
                text = now;
            }
        } catch (IOException e) {
            // not there yet, or not any more
        }
    }

    /** The most that the file ever held. */
    String text() {
        return text;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
