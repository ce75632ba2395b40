package org.ovirt.v2v.agent.rpc;

/** Carries events to whoever subscribed to them. */
@FunctionalInterface
public interface EventChannel {
    /**
     * Tells everyone who subscribed.
     *
     * @param droppable whether a subscriber that reads too slowly may miss it, since a newer one will follow
     */
    void publish(byte[] event, boolean droppable);
}
