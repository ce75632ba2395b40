package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.stomp.DefaultStompFrame;
import io.netty.handler.codec.stomp.StompCommand;
import io.netty.handler.codec.stomp.StompFrame;
import io.netty.handler.codec.stomp.StompHeaders;
import java.nio.charset.StandardCharsets;

/**
 * The frames that a server sends. Headers stay far below 1024 bytes and, the echo of a client's own names aside, without
 * characters that need escapes: oVirt's Java client has a buffer of that size and does not unescape.
 */
final class Frames {
    private Frames() {}

    static StompFrame connected(HeartBeats heartBeats) {
        StompFrame frame = new DefaultStompFrame(StompCommand.CONNECTED);
        frame.headers().set(StompHeaders.VERSION, "1.2").set(StompHeaders.HEART_BEAT, heartBeats.header());
        return frame;
    }

    static StompFrame message(String destination, String subscription, byte[] body) {
        StompFrame frame = new DefaultStompFrame(StompCommand.MESSAGE, Unpooled.wrappedBuffer(body));
        frame.headers()
                .set(StompHeaders.DESTINATION, destination)
                .set(StompHeaders.CONTENT_TYPE, "application/json")
                .set(StompHeaders.SUBSCRIPTION, subscription)
                .setInt(StompHeaders.CONTENT_LENGTH, body.length);
        return frame;
    }

    static StompFrame receipt(String receipt) {
        StompFrame frame = new DefaultStompFrame(StompCommand.RECEIPT);
        frame.headers().set(StompHeaders.RECEIPT_ID, receipt);
        return frame;
    }

    /** Says what was wrong in the header that oVirt's Java client logs and, as VDSM does, in the body. */
    static StompFrame error(String reason) {
        byte[] body = reason.getBytes(StandardCharsets.UTF_8);
        StompFrame frame = new DefaultStompFrame(StompCommand.ERROR, Unpooled.wrappedBuffer(body));
        frame.headers()
                .set(StompHeaders.MESSAGE, reason)
                .set(StompHeaders.CONTENT_TYPE, "text/plain")
                .setInt(StompHeaders.CONTENT_LENGTH, body.length);
        return frame;
    }
}
