package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.Channel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.timeout.TimeoutException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells apart why a connection failed; most reasons lie with the peer, who may be anybody, and deserve a line in the log now and then. */
final class ConnectionErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionErrors.class);

    private final RareWarning tls = new RareWarning(LOG);
    private final RareWarning malformed = new RareWarning(LOG);

    static boolean isMalformedFrame(Throwable failure) {
        return failure instanceof CorruptedFrameException || failure instanceof TooLongFrameException;
    }

    void log(Channel channel, Throwable failure) {
        Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
        if (isMalformedFrame(failure)) {
            malformed.log("{} sent a malformed frame: {}", channel.remoteAddress(), failure.getMessage());
        } else if (cause instanceof NotSslRecordException) {
            tls.log("{} does not speak TLS", channel.remoteAddress()); // the message has all that it sent
        } else if (cause instanceof SSLException) {
            tls.log("TLS with {} failed: {}", channel.remoteAddress(), cause.getMessage());
        } else if (isPassing(cause)) {
            LOG.debug("Connection with {} lost: {}", channel.remoteAddress(), cause.toString());
        } else {
            LOG.error("Connection with {} failed", channel.remoteAddress(), failure);
        }
    }

    /** The peer or the network went away, or there were more handshakes than are done at a time. */
    private static boolean isPassing(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof PrematureChannelClosureException
                || cause instanceof RejectedExecutionException;
    }
}
