package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.util.concurrent.Future;

/** A connection that messages can be sent to. Used on the event loop only. */
interface Subscriber {
    /** Sends an answer at once; what is returned is done as soon as it has left the agent, or never will. */
    Future<Void> answer(String destination, String subscription, byte[] body);

    /** Sends an event at once. */
    void deliver(String destination, String subscription, byte[] body);

    /** As {@link #deliver}, but a peer that has not read many of them is cut off. */
    void tell(String destination, String subscription, byte[] event);

    /** Whether the peer reads fast enough, and has been told that it is connected. */
    boolean keepsUp();
}
