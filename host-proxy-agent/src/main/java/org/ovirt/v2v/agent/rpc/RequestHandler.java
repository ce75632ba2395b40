package org.ovirt.v2v.agent.rpc;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Answers requests, whatever carries them. */
public interface RequestHandler {
    /** Takes the answer to one request. */
    @FunctionalInterface
    interface Reply {
        /**
         * Returns at once.
         *
         * @param answer nothing if the request wants none
         */
        Sending send(Optional<byte[]> answer);

        /** Says that the answer may come late, since it is somebody else's to give. What else its client asks need not wait for it. */
        default void waitsForOthers() {}
    }

    /**
     * How far an answer is.
     *
     * @param queued complete as soon as it counts for its client, who is cut off if that has too much; does not depend on what clients do
     * @param sent complete as soon as it has left the agent, or never will
     */
    record Sending(CompletionStage<Void> queued, CompletionStage<Void> sent) {}

    /**
     * Returns at once and sends the reply later, once and from any thread.
     *
     * @param client who asks; clients take turns
     * @param request the body as it came, JSON or not
     * @param correlationId oVirt's name of the flow that the request belongs to, for the log; may be empty
     */
    void handle(Object client, byte[] request, String correlationId, Reply reply);

    /** The answer to a request for which there is no room now. */
    byte[] busy();

    /** The answer to a request that was longer than what is taken. */
    byte[] tooLong(int limit);
}
