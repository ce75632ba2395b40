package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.Channel;

/**
 * Stops reading from a connection that has many requests open, or large ones, or does not read its answers, so that memory stays bounded.
 * Used on the event loop only.
 */
final class FlowControl {
    static final int MAX_OPEN_REQUESTS = 16;

    /** Bytes of the open requests of one client: four of the longest. */
    static final long MAX_OPEN_BYTES = 4L * ConnectionInitializer.MAX_BODY;

    private final Channel channel;
    private int openRequests;
    private long openBytes;
    private long readingSince = System.nanoTime();

    FlowControl(Channel channel) {
        this.channel = channel;
    }

    void requestTaken(long bytes) {
        openRequests++;
        openBytes += bytes;
        update();
    }

    void requestDone(long bytes) {
        openRequests--;
        openBytes -= bytes;
        update();
    }

    void update() {
        boolean read = openRequests < MAX_OPEN_REQUESTS && openBytes < MAX_OPEN_BYTES && channel.isWritable();
        if (read && !channel.config().isAutoRead()) {
            readingSince = System.nanoTime();
        }
        channel.config().setAutoRead(read);
    }

    /** Whether the peer could have been heard all this time; otherwise its silence is our own doing. */
    boolean hasBeenReadingFor(long milliseconds) {
        return channel.config().isAutoRead() && System.nanoTime() - readingSince >= milliseconds * 1_000_000;
    }
}
