package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.agent.failure.StartupException;
import org.ovirt.v2v.agent.rpc.EventChannel;
import org.ovirt.v2v.agent.rpc.RequestHandler;
import org.ovirt.v2v.agent.settings.AgentConfig.Commanders;

/** Listens for clients. All connections live on one thread; handshakes and verbs run elsewhere. */
public final class StompServer implements EventChannel, AutoCloseable {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);
    private static final long CLOSE_SECONDS = 5;

    /** At once: whatever is asked for, there are processors left for those who have been let in. */
    private static final int HANDSHAKES = 1;

    /** That wait, with those of connections that have been closed since. */
    private static final int MOST_HANDSHAKES = 10_000;

    /** Bytes that are read of a connection before the next one has its turn: a TLS record. */
    private static final int READ_AT_ONCE = 17 * 1024;

    private final Subscriptions subscriptions = new Subscriptions();
    private final EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("stomp"));
    private final ThreadPoolExecutor handshakes = handshakes();
    private final SslContext tls;
    private final Admission admission;
    private final ReceiveTimer.Limits limits;

    /** With room for so many clients at once, who have certificates of that kind. */
    public StompServer(SslContext tls, int mostClients, Commanders commanders) {
        this(tls, mostClients, commanders, ReceiveTimer.Limits.USUAL);
    }

    StompServer(SslContext tls, int mostClients, Commanders commanders, ReceiveTimer.Limits limits) {
        this.tls = tls;
        this.admission = new Admission(mostClients, commanders);
        this.limits = limits;
    }

    /** A handshake takes milliseconds of a processor, and whoever likes can ask for one: the connections must not wait for that. */
    private static ThreadPoolExecutor handshakes() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                HANDSHAKES,
                HANDSHAKES,
                CLOSE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_HANDSHAKES),
                new DefaultThreadFactory("handshake", true));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Begins to listen and returns the port, which the system chooses if the given one is 0. */
    public int listen(InetSocketAddress address, RequestHandler requests) throws StartupException {
        if (address.isUnresolved()) {
            throw new StartupException("Cannot listen on " + address.getHostString()
                    + ": no such address; correct agent.address in the configuration");
        }
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childOption(
                        ChannelOption.RCVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(READ_AT_ONCE).maxMessagesPerRead(1))
                .childHandler(new ConnectionInitializer(tls, handshakes, admission, limits, subscriptions, requests))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new StartupException(
                    "Cannot listen on " + address.getHostString() + " port " + address.getPort() + ": "
                            + bound.cause().getMessage()
                            + "; stop what uses the port, or set agent.port in the configuration",
                    bound.cause());
        }
        Channel channel = bound.channel();
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void publish(byte[] event, boolean droppable) {
        if (group.isShuttingDown()) {
            return; // nobody is there any more to be told
        }
        group.execute(() -> subscriptions.publish(Destinations.EVENTS, event, droppable));
    }

    /** Closes every connection and waits until that is done. */
    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        handshakes.shutdownNow();
    }
}
