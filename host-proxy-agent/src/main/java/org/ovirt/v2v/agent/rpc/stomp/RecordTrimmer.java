package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Keeps what waits to be sent in buffers of its own length: TLS makes each record in one of 17 kB, however short it is, and the limits
 * count the bytes to be sent, so that thousands of short answers to a client that does not read would take all the memory there is.
 */
final class RecordTrimmer extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        super.write(ctx, message instanceof ByteBuf data ? trimmed(data) : message, promise);
    }

    private static ByteBuf trimmed(ByteBuf data) {
        int length = data.readableBytes();
        if (data.capacity() <= 2 * length) {
            return data;
        }
        try {
            return data.alloc().buffer(length, length).writeBytes(data);
        } finally {
            data.release();
        }
    }
}
