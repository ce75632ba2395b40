package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.stomp.StompHeadersSubframe;
import io.netty.handler.codec.stomp.StompSubframeAggregator;

/** Puts frames together; of one that is too long only the headers are handed on, and its content is skipped. */
final class FrameAggregator extends StompSubframeAggregator {
    FrameAggregator(int maximum) {
        super(maximum);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, StompHeadersSubframe frame) {
        ctx.fireUserEventTriggered(new OversizedFrame(FrameHeaders.of(frame)));
    }

    /** Announces a frame that was longer than what is taken. */
    record OversizedFrame(FrameHeaders headers) {}
}
