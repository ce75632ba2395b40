package org.ovirt.v2v.agent.rpc.stomp;

/** A connection that messages can be sent to. Used on the event loop only. */
interface Subscriber {
    /** Sends a message at once. */
    void deliver(String destination, String subscription, byte[] body);

    /** As {@link #deliver}, but a peer that has not read many of them is cut off. */
    void tell(String destination, String subscription, byte[] event);

    /** Whether the peer reads fast enough, and has been told that it is connected. */
    boolean keepsUp();
}
