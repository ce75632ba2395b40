package org.ovirt.v2v.agent.rpc;

import java.util.Optional;
import java.util.function.Consumer;

/** Answers requests, whatever carries them. */
public interface RequestHandler {
    /**
     * Returns at once and calls the reply later, once and from any thread; with nothing if the request wants no answer.
     *
     * @param client who asks; clients take turns
     * @param request the body as it came, JSON or not
     * @param correlationId oVirt's name of the flow that the request belongs to, for the log; may be empty
     */
    void handle(Object client, byte[] request, String correlationId, Consumer<Optional<byte[]>> reply);

    /** The answer to a request for which there is no room now. */
    byte[] busy();

    /** The answer to a request that was longer than what is taken. */
    byte[] tooLong(int limit);
}
