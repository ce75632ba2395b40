package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.stomp.StompSubframe;
import io.netty.util.ReferenceCountUtil;

/** Makes an exception of what the decoder could not read, before the aggregator takes it for a frame. */
final class MalformedFrameGuard extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof StompSubframe frame && frame.decoderResult().isFailure()) {
            Throwable cause = frame.decoderResult().cause();
            ReferenceCountUtil.release(message);
            ctx.fireExceptionCaught(new CorruptedFrameException(cause.getMessage(), cause));
        } else {
            ctx.fireChannelRead(message);
        }
    }
}
