package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.stomp.LastStompContentSubframe;
import io.netty.handler.codec.stomp.StompHeadersSubframe;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a connection that does not get on: over which nothing comes at all, or only a part of a frame. */
final class ReceiveTimer extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveTimer.class);

    /**
     * How long a client may take.
     *
     * @param first from the connection to the end of its first frame, with the handshake
     * @param whole from the headers of a frame to its end
     */
    record Limits(Duration first, Duration whole) {
        static final Limits USUAL = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    private final FlowControl flow;
    private final Limits limits;
    private Future<?> timer;

    ReceiveTimer(FlowControl flow, Limits limits) {
        this.flow = flow;
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        start(ctx, limits.first());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof StompHeadersSubframe) {
            stop();
            start(ctx, limits.whole());
        }
        if (message instanceof LastStompContentSubframe) {
            stop();
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stop();
        ctx.fireChannelInactive();
    }

    private void start(ChannelHandlerContext ctx, Duration limit) {
        timer = ctx.executor().schedule(() -> end(ctx, limit), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end(ChannelHandlerContext ctx, Duration limit) {
        if (flow.hasBeenReadingFor(limit.toMillis())) {
            LOG.debug(
                    "{} sent no whole frame in {} s, closing the connection",
                    ctx.channel().remoteAddress(),
                    limit.toSeconds());
            ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        } else {
            start(ctx, limit); // it was not listened to
        }
    }

    private void stop() {
        timer.cancel(false);
    }
}
