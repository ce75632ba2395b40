package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.stomp.StompContentSubframe;
import io.netty.handler.codec.stomp.StompFrame;
import io.netty.handler.codec.stomp.StompHeaders;
import io.netty.handler.codec.stomp.StompHeadersSubframe;
import io.netty.handler.codec.stomp.StompSubframeAggregator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts frames together; of one that is too long, or for which there is no room, only the headers are handed on, and its content is
 * skipped.
 */
final class FrameAggregator extends StompSubframeAggregator {
    private static final Logger LOG = LoggerFactory.getLogger(FrameAggregator.class);

    private final RequestBudget budget;

    /** Bytes of the frame that comes in: as long as it says that it is, or what has come of one that does not. */
    private long taken;

    private boolean isCrowded;

    FrameAggregator(int maximum, RequestBudget budget) {
        super(maximum);
        this.budget = budget;
    }

    @Override
    protected boolean isContentLengthInvalid(StompHeadersSubframe start, int maximum) {
        if (super.isContentLengthInvalid(start, maximum)) {
            return true;
        }
        long length = Math.max(0, start.headers().getLong(StompHeaders.CONTENT_LENGTH, 0));
        isCrowded = !budget.take(length);
        taken = isCrowded ? 0 : length;
        return isCrowded;
    }

    @Override
    protected void aggregate(StompFrame aggregated, StompContentSubframe content) throws Exception {
        long more = aggregated.content().readableBytes() + content.content().readableBytes() - taken;
        if (more > 0) {
            if (!budget.take(taken + more)) {
                LOG.debug(
                        "No room for a frame of {}, closing the connection",
                        ctx().channel().remoteAddress());
                ctx().close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
                return;
            }
            budget.giveBack(taken);
            taken += more;
        }
        super.aggregate(aggregated, content);
    }

    /** It is on its way to the connection, which counts it from now on. */
    @Override
    protected void finishAggregation(StompFrame aggregated) {
        giveBack();
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, StompHeadersSubframe frame) {
        giveBack();
        ctx.fireUserEventTriggered(new SkippedFrame(FrameHeaders.of(frame), isCrowded));
        isCrowded = false;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        giveBack();
        super.channelInactive(ctx);
    }

    private void giveBack() {
        budget.giveBack(taken);
        taken = 0;
    }

    /**
     * Announces a frame whose content was not taken.
     *
     * @param isCrowded whether that was for want of room; otherwise it was too long
     */
    record SkippedFrame(FrameHeaders headers, boolean isCrowded) {}
}
