package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.stomp.StompFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.Future;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.ovirt.v2v.agent.rpc.RequestHandler;
import org.ovirt.v2v.agent.rpc.stomp.FrameAggregator.SkippedFrame;
import org.ovirt.v2v.model.rpc.AgentEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Like VDSM's server it does not mind the order of SUBSCRIBE and CONNECT: oVirt's Java client subscribes first.
 */
final class StompConnection extends SimpleChannelInboundHandler<StompFrame> implements Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(StompConnection.class);
    private static final int MAX_SUBSCRIPTIONS = 256;
    /** Each gets a copy of every message, and an answer may have many MiB. */
    private static final int MAX_TO_ONE_DESTINATION = 4;

    private static final int MAX_NAME = 256;

    /** Bytes: a thousand events and more. Whoever is cut off asks for the state of things when it comes back. */
    private static final int MAX_UNSENT_EVENTS = 512 * 1024;

    private final Subscriptions subscriptions;
    private final RequestHandler requests;
    private final Channel channel;
    private final FlowControl flow;
    private final Admission admission;
    private final RequestBudget budget;
    private final UnsentAnswers unsent;
    private final ConnectionErrors errors;
    private final Map<String, String> destinations = new HashMap<>();
    private int unsentEvents;
    private HeartBeats agreed = HeartBeats.NONE;
    private boolean admitted;
    private boolean connected;

    StompConnection(
            Channel channel,
            FlowControl flow,
            Admission admission,
            RequestBudget budget,
            UnsentAnswers unsent,
            ConnectionErrors errors,
            Subscriptions subscriptions,
            RequestHandler requests) {
        this.channel = channel;
        this.flow = flow;
        this.admission = admission;
        this.budget = budget;
        this.unsent = unsent;
        this.errors = errors;
        this.subscriptions = subscriptions;
        this.requests = requests;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, StompFrame frame) {
        if (!admitted) {
            return; // it came together with the certificate
        }
        FrameHeaders headers = FrameHeaders.of(frame);
        switch (frame.command()) {
            case CONNECT, STOMP -> connect(headers);
            case SUBSCRIBE -> subscribe(headers);
            case UNSUBSCRIBE -> unsubscribe(headers);
            case SEND -> request(headers, ByteBufUtil.getBytes(frame.content()));
            case DISCONNECT -> disconnect(headers);
            case ACK, NACK, BEGIN, COMMIT, ABORT, CONNECTED, MESSAGE, RECEIPT, ERROR, UNKNOWN ->
                refuse("Command " + frame.command() + " is not supported");
        }
    }

    private void connect(FrameHeaders headers) {
        if (!headers.find("accept-version").equals(Optional.of("1.2"))) {
            error("Version unsupported");
            return;
        }
        HeartBeats heartBeats;
        try {
            heartBeats = headers.find("heart-beat").map(HeartBeats::answering).orElse(HeartBeats.NONE);
        } catch (IllegalArgumentException e) {
            error("Invalid heart-beat header");
            return;
        }
        agreed = heartBeats;
        send(Frames.connected(heartBeats));
        HeartBeatTimer.install(channel.pipeline(), heartBeats);
        connected = true;
        LOG.info("{} connected, heart-beats {}", channel.remoteAddress(), heartBeats.header());
    }

    private void subscribe(FrameHeaders headers) {
        Optional<String> destination = headers.find("destination").filter(StompConnection::isShort);
        Optional<String> id = headers.find("id").filter(StompConnection::isShort);
        if (destination.isEmpty() || id.isEmpty()) {
            error("Missing destination or subscription id header");
        } else if (destinations.containsKey(id.get())) {
            error("Subscription id already exists");
        } else if (destinations.size() >= MAX_SUBSCRIPTIONS) {
            error("Too many subscriptions");
        } else if (Collections.frequency(destinations.values(), destination.get()) >= MAX_TO_ONE_DESTINATION) {
            error("Too many subscriptions to one destination");
        } else {
            destinations.put(id.get(), destination.get());
            subscriptions.add(destination.get(), this, id.get());
        }
    }

    private void unsubscribe(FrameHeaders headers) {
        String id = headers.find("id").orElse("");
        String destination = destinations.remove(id);
        if (destination == null) {
            error("Subscription id not found");
        } else {
            subscriptions.remove(destination, this, id);
        }
    }

    private void request(FrameHeaders headers, byte[] body) {
        if (headers.find("destination").filter(Destinations::isRequests).isEmpty()) {
            error("Subscription not available");
            return;
        }
        if (!budget.take(body.length)) {
            respond(headers, requests.busy());
            return;
        }
        flow.requestTaken(body.length);
        requests.handle(
                this, body, headers.find("ovirtCorrelationId").orElse(""), new OpenRequest(headers, body.length));
    }

    /** A request that has been taken and not answered yet. */
    private final class OpenRequest implements RequestHandler.Reply {
        private final FrameHeaders headers;
        private final int length;

        /** Used on the event loop only. */
        private boolean waitedForOthers;

        private OpenRequest(FrameHeaders headers, int length) {
            this.headers = headers;
            this.length = length;
        }

        @Override
        public void waitsForOthers() {
            channel.eventLoop().execute(() -> {
                waitedForOthers = true;
                flow.requestWaitsForOthers();
            });
        }

        @Override
        public RequestHandler.Sending send(Optional<byte[]> answer) {
            CompletableFuture<Void> queued = new CompletableFuture<>();
            CompletableFuture<Void> sent = new CompletableFuture<>();
            channel.eventLoop().execute(() -> {
                budget.giveBack(length);
                answer.ifPresentOrElse(text -> respond(headers, text, sent), () -> sent.complete(null));
                flow.requestDone(length, waitedForOthers);
                queued.complete(null);
            });
            return new RequestHandler.Sending(queued, sent);
        }
    }

    private void respond(FrameHeaders headers, byte[] answer) {
        respond(headers, answer, new CompletableFuture<>());
    }

    private void respond(FrameHeaders headers, byte[] answer, CompletableFuture<Void> sent) {
        List<Future<Void>> copies = headers.find("reply-to")
                .map(destination -> subscriptions.respond(this, destination, answer))
                .orElse(List.of());
        AtomicInteger under = new AtomicInteger(copies.size());
        if (copies.isEmpty()) {
            sent.complete(null);
        }
        copies.forEach(copy -> copy.addListener(done -> {
            if (under.decrementAndGet() == 0) {
                sent.complete(null);
            }
        }));
    }

    private void disconnect(FrameHeaders headers) {
        Optional<String> receipt = headers.find("receipt").filter(StompConnection::isShort);
        if (receipt.isEmpty()) {
            error("Missing receipt header");
        } else {
            channel.writeAndFlush(Frames.receipt(receipt.get())).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public Future<Void> answer(String destination, String subscription, byte[] body) {
        if (!channel.isOpen()) {
            return channel.newSucceededFuture(); // nobody waits for it any more
        }
        unsent.add(channel, body.length);
        return channel.writeAndFlush(Frames.message(destination, subscription, body))
                .addListener(sent -> {
                    unsent.sent(channel);
                    logFailure(sent);
                });
    }

    @Override
    public void deliver(String destination, String subscription, byte[] body) {
        send(Frames.message(destination, subscription, body));
    }

    @Override
    public void tell(String destination, String subscription, byte[] event) {
        if (unsentEvents >= MAX_UNSENT_EVENTS) {
            LOG.warn("{} does not read its events, cutting it off", channel.remoteAddress());
            Admission.cutOff(channel);
            return;
        }
        unsentEvents += event.length;
        channel.writeAndFlush(Frames.message(destination, subscription, event)).addListener(sent -> {
            unsentEvents -= event.length;
            logFailure(sent);
        });
    }

    @Override
    public boolean keepsUp() {
        return connected && channel.isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        flow.update();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        destinations.forEach((id, destination) -> subscriptions.remove(destination, this, id));
        destinations.clear();
        if (connected) {
            LOG.info("{} disconnected", channel.remoteAddress());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SkippedFrame skipped) {
            LOG.warn(
                    "{} sent a frame that is too long, or for which there is no room; skipping it",
                    channel.remoteAddress());
            respond(
                    skipped.headers(),
                    skipped.isCrowded() ? requests.busy() : requests.tooLong(AgentEndpoint.LONGEST_REQUEST));
        } else if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            admitted = admission.admit(channel, certificate());
        } else if (event instanceof IdleStateEvent idle) {
            heartBeat(idle.state());
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /** There is one: the server wants it. */
    private X509Certificate certificate() {
        try {
            return (X509Certificate) channel.pipeline()
                    .get(SslHandler.class)
                    .engine()
                    .getSession()
                    .getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("a client without a certificate was let in", e);
        }
    }

    private void heartBeat(IdleState state) {
        switch (state) {
            case WRITER_IDLE -> send(Unpooled.wrappedBuffer(new byte[] {'\n'}));
            case READER_IDLE -> {
                if (flow.hasBeenReadingFor(agreed.goneAfter())) {
                    LOG.warn("{} missed its heart-beats, closing the connection", channel.remoteAddress());
                    close();
                }
            }
            case ALL_IDLE -> throw new IllegalStateException("nobody asked for this event");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        errors.log(channel, cause);
        if (ConnectionErrors.isMalformedFrame(cause)) {
            refuse("Malformed frame");
        } else {
            close();
        }
    }

    private void error(String reason) {
        send(Frames.error(reason));
    }

    private void send(Object message) {
        channel.writeAndFlush(message).addListener(StompConnection::logFailure);
    }

    private void close() {
        channel.close().addListener(StompConnection::logFailure);
    }

    private static void logFailure(Future<? super Void> done) {
        if (!done.isSuccess()) {
            LOG.debug("A message was not sent", done.cause());
        }
    }

    private void refuse(String reason) {
        channel.writeAndFlush(Frames.error(reason)).addListener(ChannelFutureListener.CLOSE);
    }

    /** For the log. */
    @Override
    public String toString() {
        return String.valueOf(channel.remoteAddress()).replaceFirst("^/", "");
    }

    private static boolean isShort(String name) {
        return name.length() <= MAX_NAME;
    }
}
