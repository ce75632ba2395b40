package org.ovirt.v2v.engine.rest;

import io.vertx.core.buffer.Buffer;

/** What shows a client, among server-sent events, that the stream lives: a comment, and an id without an event. */
final class StreamSign {
    private static final String COMMENT = ":heart-beat\n";

    private StreamSign() {}

    static Buffer alone() {
        return Buffer.buffer(COMMENT + "\n");
    }

    /**
     * Says as well how far the client has heard: it counts as the id of the last event, and no event comes of it.
     *
     * @param id as an event would have it
     */
    static Buffer at(String id) {
        return Buffer.buffer(COMMENT + "id:" + id + "\n\n");
    }
}
