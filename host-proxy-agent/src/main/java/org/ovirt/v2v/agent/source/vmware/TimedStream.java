package org.ovirt.v2v.agent.source.vmware;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Closes the stream that it reads from when its time is over, which ends a read that waits for more with an error. */
final class TimedStream extends FilterInputStream {
    private final CompletableFuture<Void> finished;
    private final CompletableFuture<Void> guard;

    TimedStream(InputStream stream, Duration limit) {
        super(stream);
        this.finished = new CompletableFuture<Void>().orTimeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
        this.guard = finished.exceptionally(late -> closeQuietly(stream));
    }

    @Override
    public void close() throws IOException {
        finished.complete(null);
        guard.join();
        super.close();
    }

    private static Void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // whoever reads the stream sees the failure
            return null;
        }
        return null;
    }
}
