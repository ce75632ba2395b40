package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.stomp.StompSubframeDecoder;
import io.netty.util.Signal;
import java.util.List;

/**
 * Netty's decoder with a limit on a frame's headers: Netty limits the length of a line, not how many there are, and
 * keeps heart-beats. A header whose
 * value has a raw colon, such as the IPv6 address that oVirt's client sends as host, is dropped instead of refused.
 */
final class FrameDecoder extends StompSubframeDecoder {
    static final int MAX_LINE = 1024;
    static final int MAX_HEADERS = 8 * 1024;

    private static final int CHUNK = 8 * 1024;

    FrameDecoder() {
        super(MAX_LINE, CHUNK, false);
    }

    @Override
    @SuppressWarnings(
            "deprecation") // the state is meant for Netty's own use, but nothing else tells where a frame begins
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (state() == State.SKIP_CONTROL_CHARACTERS) {
            skipHeartBeats();
        }
        int waiting = actualReadableBytes();
        try {
            super.decode(ctx, in, out);
        } catch (Signal incomplete) {
            // content is taken as it comes, so what waits for more can only be headers
            if (waiting > MAX_HEADERS) {
                throw new TooLongFrameException("more than " + MAX_HEADERS + " bytes of headers");
            }
            throw incomplete;
        }
    }

    /** Netty's decoder keeps heart-beats until the next frame comes, which may be never. */
    private void skipHeartBeats() {
        ByteBuf buffer = internalBuffer();
        while (buffer.isReadable() && isEndOfLine(buffer.getByte(buffer.readerIndex()))) {
            buffer.skipBytes(1);
        }
        checkpoint();
    }

    private static boolean isEndOfLine(byte octet) {
        return octet == '\n' || octet == '\r';
    }
}
