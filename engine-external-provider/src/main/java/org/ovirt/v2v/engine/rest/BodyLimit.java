package org.ovirt.v2v.engine.rest;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a body that is too large, with a fault that tells the limit: at once if it says itself how large it is, otherwise as soon
 * as more has come.
 */
@Singleton
public class BodyLimit {
    /** Before Quarkus's own check of the same limit. */
    private static final int PRIORITY = 100;

    private static final int TOO_LARGE = 413;
    private static final int SKIPPED_AT_ONCE = 8_192;

    private final long limit;
    private final FaultReply faults;
    private final CurrentVertxRequest current;

    public BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit,
            FaultReply faults,
            CurrentVertxRequest current) {
        this.limit = limit.asLongValue();
        this.faults = faults;
        this.current = current;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext exchange) {
        if (length(exchange) <= limit) {
            exchange.next();
        } else {
            faults.send(exchange, TOO_LARGE, fault());
        }
    }

    private static long length(RoutingContext exchange) {
        String text = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            // not a number: what reads the body says so
            return 0;
        }
    }

    @ServerRequestFilter(preMatching = true)
    void watch(ContainerRequestContext request) {
        RoutingContext exchange = current.getCurrent();
        if (request.getMediaType() == null || exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH) != null) {
            return;
        }
        // Quarkus would answer by itself, without a word
        exchange.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
        request.setEntityStream(new Limited(request.getEntityStream()));
    }

    @ServerExceptionMapper
    Response tooLarge(BodyTooLargeException exception) {
        RoutingContext exchange = current.getCurrent();
        if (exception.isEndless) {
            exchange.addEndHandler(ended -> hangUp(exchange));
        }
        return FaultMappers.reply(TOO_LARGE, fault());
    }

    /** Who goes on sending sends to nobody. */
    private static void hangUp(RoutingContext exchange) {
        if (exchange.request().version() == HttpVersion.HTTP_2) {
            // the connection has other requests
            exchange.response().reset(0);
        } else {
            exchange.request().connection().close();
        }
    }

    private Fault fault() {
        return Fault.of(
                "The body is larger than " + limit / 1024 + " KiB.",
                "Send fewer things at a time, for example a batch of imports in several requests.");
    }

    /** More has come than is read. */
    static final class BodyTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean isEndless;

        BodyTooLargeException(boolean isEndless) {
            this.isEndless = isEndless;
        }
    }

    private final class Limited extends FilterInputStream {
        private long left = limit;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new BodyTooLargeException(!canBeSkipped());
            }
            return count;
        }

        /** A client that is cut off while it sends would not see why: what is not very much more is let come. */
        private boolean canBeSkipped() throws IOException {
            byte[] skipped = new byte[SKIPPED_AT_ONCE];
            while (left >= -limit) {
                int count = super.read(skipped, 0, skipped.length);
                if (count < 0) {
                    return true;
                }
                left -= count;
            }
            return false;
        }

        /** What has not been read is not read to its end, which may never come. */
        @Override
        public void close() throws IOException {
            if (left >= 0) {
                super.close();
            }
        }
    }
}
