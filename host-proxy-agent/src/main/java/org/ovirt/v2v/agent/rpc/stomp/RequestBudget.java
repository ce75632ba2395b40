package org.ovirt.v2v.agent.rpc.stomp;

/** Bytes of requests, of all clients together, that come in or are at work. Used on the event loop only. */
final class RequestBudget {
    /** An eighth of the agent's heap. */
    static final long MOST = 8L << 20;

    /** A request up to this size is always taken: the agent refuses those of which too many wait for a thread. */
    static final int SMALL = 4 * 1024;

    private long taken;

    /** Whether there is room for so many bytes more; then they count until they are given back. */
    boolean take(long bytes) {
        if (bytes > SMALL && taken + bytes > MOST) {
            return false;
        }
        taken += bytes;
        return true;
    }

    void giveBack(long bytes) {
        taken -= bytes;
    }
}
