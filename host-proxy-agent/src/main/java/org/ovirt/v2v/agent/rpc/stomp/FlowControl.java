package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.Channel;
import org.ovirt.v2v.model.rpc.AgentEndpoint;

/**
 * Stops reading from a connection that has many requests open, or large ones, or does not read its answers, so that memory stays bounded.
 * Used on the event loop only.
 */
final class FlowControl {
    /** Without those that wait for sources and export domains. */
    static final int MAX_OPEN_REQUESTS = 16;

    /**
     * Half of those that may wait for sources, or for export domains. An engine has one connection only, over which it also cancels and
     * asks whether the host is there: what many of its users wait for must not keep that from being read.
     */
    static final int MAX_WAITING_FOR_OTHERS = 256;

    /** Bytes of the open requests of one client: four of the longest. */
    static final long MAX_OPEN_BYTES = 4L * AgentEndpoint.LONGEST_REQUEST;

    private final Channel channel;
    private int openRequests;
    private int waitingForOthers;
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

    /** The one that was taken does not count among those that are at work on this host any longer. */
    void requestWaitsForOthers() {
        openRequests--;
        waitingForOthers++;
        update();
    }

    void requestDone(long bytes, boolean waitedForOthers) {
        if (waitedForOthers) {
            waitingForOthers--;
        } else {
            openRequests--;
        }
        openBytes -= bytes;
        update();
    }

    void update() {
        boolean read = openRequests < MAX_OPEN_REQUESTS
                && waitingForOthers < MAX_WAITING_FOR_OTHERS
                && openBytes < MAX_OPEN_BYTES
                && channel.isWritable();
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
