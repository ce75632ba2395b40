package org.ovirt.v2v.agent.rpc.stomp;

/**
 * The heart-beats that a connection agreed on, in milliseconds; 0 means none.
 *
 * @param outgoing the peer wants to hear from us at least this often
 * @param incoming we want to hear from the peer at least this often
 */
record HeartBeats(long outgoing, long incoming) {
    static final HeartBeats NONE = new HeartBeats(0, 0);

    private static final long SHORTEST = 1000;
    private static final long LONGEST = 24 * 60 * 60 * 1000L;

    /** Answers a client's {@code heart-beat:<cx>,<cy>}; throws {@link IllegalArgumentException} if it is none. */
    static HeartBeats answering(String header) {
        String[] parts = header.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("heart-beat is not of the form x,y");
        }
        return new HeartBeats(interval(parts[1]), interval(parts[0]));
    }

    /** The header of the answer. */
    String header() {
        return outgoing + "," + incoming;
    }

    /** Send when nothing was sent for this long: early enough to arrive in time. */
    long sendAfter() {
        return outgoing / 2;
    }

    /** The peer is gone when nothing was heard for this long: one heart-beat may be late or lost. */
    long goneAfter() {
        return incoming * 2;
    }

    private static long interval(String text) {
        long value;
        try {
            value = Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("heart-beat is not a number", e);
        }
        if (value < 0) {
            throw new IllegalArgumentException("heart-beat is negative");
        }
        return value == 0 ? 0 : Math.min(Math.max(value, SHORTEST), LONGEST);
    }
}
