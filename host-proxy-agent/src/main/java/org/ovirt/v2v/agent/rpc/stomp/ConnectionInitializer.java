package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.stomp.StompSubframeEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.agent.rpc.RequestHandler;
import org.ovirt.v2v.model.rpc.AgentEndpoint;

/** Sets up a new connection. */
final class ConnectionInitializer extends ChannelInitializer<SocketChannel> {
    private static final long HANDSHAKE_SECONDS = 10;
    private static final int WRITE_SECONDS = 60;

    private final SslContext tls;
    private final Executor handshakes;
    private final Admission admission;
    private final ReceiveTimer.Limits limits;
    private final RequestBudget budget = new RequestBudget();
    private final UnsentAnswers unsent = new UnsentAnswers();
    private final ConnectionErrors errors = new ConnectionErrors();
    private final Subscriptions subscriptions;
    private final RequestHandler requests;

    ConnectionInitializer(
            SslContext tls,
            Executor handshakes,
            Admission admission,
            ReceiveTimer.Limits limits,
            Subscriptions subscriptions,
            RequestHandler requests) {
        this.tls = tls;
        this.handshakes = handshakes;
        this.admission = admission;
        this.limits = limits;
        this.subscriptions = subscriptions;
        this.requests = requests;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        admission.accept(channel);
        SslHandler ssl = tls.newHandler(
                channel.alloc(),
                task -> handshakes.execute(() -> {
                    if (channel
                            .isOpen()) { // most of a flood have been closed by then, and their handshakes cost nothing
                        task.run();
                    }
                }));
        ssl.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        // each frame in a TLS record of its own: oVirt's Java client reads one record at a time, and wants all headers
        // in it
        ssl.setWrapDataSize(0);
        FlowControl flow = new FlowControl(channel);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new RecordTrimmer());
        pipeline.addLast(ssl);
        pipeline.addLast(new WriteTimeoutHandler(WRITE_SECONDS));
        pipeline.addLast(new StompSubframeEncoder());
        pipeline.addLast(new FrameDecoder());
        pipeline.addLast(new MalformedFrameGuard());
        pipeline.addLast(new ReceiveTimer(flow, limits));
        pipeline.addLast(new FrameAggregator(AgentEndpoint.LONGEST_REQUEST, budget));
        pipeline.addLast(new FlowControlHandler());
        pipeline.addLast(
                new StompConnection(channel, flow, admission, budget, unsent, errors, subscriptions, requests));
    }
}
