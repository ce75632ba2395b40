package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.Channel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.timeout.TimeoutException;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells apart why a connection failed; most reasons lie with the peer and deserve one line in the log. */
final class ConnectionErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionErrors.class);

    private ConnectionErrors() {}

    static boolean isMalformedFrame(Throwable failure) {
        return failure instanceof CorruptedFrameException || failure instanceof TooLongFrameException;
    }

    static void log(Channel channel, Throwable failure) {
        Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
        if (isMalformedFrame(failure)) {
            LOG.warn("{} sent a malformed frame: {}", channel.remoteAddress(), failure.getMessage());
        } else if (cause instanceof SSLException) {
            LOG.warn("TLS with {} failed: {}", channel.remoteAddress(), cause.getMessage());
        } else if (cause instanceof IOException || cause instanceof TimeoutException) {
            LOG.info("Connection with {} lost: {}", channel.remoteAddress(), cause.toString());
        } else {
            LOG.error("Connection with {} failed", channel.remoteAddress(), failure);
        }
    }
}
