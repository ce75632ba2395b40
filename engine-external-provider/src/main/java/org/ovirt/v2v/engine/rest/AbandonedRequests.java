package org.ovirt.v2v.engine.rest;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a client give up a request without harm to its other ones. Over HTTP/2 they share a connection. When an answer is written to
 * a stream that the client has reset a moment before, Netty refuses to, and Vert.x 4 closes the whole connection over it: whatever
 * else a browser was loading or listening to is cut off.
 */
@Singleton
public class AbandonedRequests {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedRequests.class);
    private static final String GUARD = "v2v-abandoned-requests";
    private static final int FIRST = 2_000;
    private static final int LAST = 1;

    void register(@Observes Filters filters) {
        filters.register(AbandonedRequests::guard, FIRST);
        filters.register(AbandonedRequests::skipIfAbandoned, LAST);
    }

    private static void guard(RoutingContext exchange) {
        HttpConnection connection = exchange.request().connection();
        if (exchange.request().version() == HttpVersion.HTTP_2 && connection instanceof ConnectionBase base) {
            ChannelHandlerContext http2 = base.channelHandlerContext();
            ChannelPipeline pipeline = http2.pipeline();
            if (pipeline.get(GUARD) == null) {
                pipeline.addBefore(http2.name(), GUARD, new Guard());
            }
        }
        exchange.next();
    }

    /** Who has gone while it was found out who it is needs no answer, and is no defect worth a line in the log. */
    private static void skipIfAbandoned(RoutingContext exchange) {
        if (!exchange.response().closed()) {
            exchange.next();
        }
    }

    /** Keeps from the connection that one of its streams is gone. */
    @Sharable
    private static final class Guard extends ChannelInboundHandlerAdapter {
        /** The words of Netty's {@code DefaultHttp2ConnectionEncoder}, which has no type for it. */
        private static final String GONE = "Stream no longer exists";

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (String.valueOf(cause.getMessage()).startsWith(GONE)) {
                LOG.debug("A client has given up a request: {}", cause.getMessage());
            } else {
                context.fireExceptionCaught(cause);
            }
        }
    }
}
