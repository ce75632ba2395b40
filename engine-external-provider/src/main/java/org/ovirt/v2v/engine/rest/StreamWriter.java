package org.ovirt.v2v.engine.rest;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what comes piece by piece to the connection of one client, the next piece only when the connection has taken the one
 * before: server-sent events, which RESTEasy would write each by itself, made anew for each client, and files of other hosts.
 *
 * @param <T> what is written at a time
 */
final class StreamWriter<T> implements Flow.Subscriber<T> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);

    private final HttpServerResponse response;
    private final Function<T, Buffer> text;
    private final OnFailure onFailure;
    private final UniEmitter<? super Void> end;
    private Flow.Subscription subscription;

    /** How a client is told that not all could be written. */
    private enum OnFailure {
        /** It sees the end, and asks again. */
        END,
        /** It must not take what it has got for the whole. */
        BREAK_OFF
    }

    private StreamWriter(
            HttpServerResponse response, Function<T, Buffer> text, OnFailure onFailure, UniEmitter<? super Void> end) {
        this.response = response;
        this.text = text;
        this.onFailure = onFailure;
        this.end = end;
    }

    /**
     * Server-sent events. Ends when the stream does, or the client has gone.
     *
     * @param opened is given what ends it before
     */
    static <T> Uni<Void> write(
            RoutingContext http, Flow.Publisher<T> batches, Function<T, Buffer> text, Consumer<Runnable> opened) {
        http.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS)
                .setChunked(true);
        return write(http, batches, text, OnFailure.END, opened);
    }

    /** A file, the headers of which are set; the connection breaks if it cannot be written to its end. */
    static Uni<Void> writeFile(RoutingContext http, Flow.Publisher<Buffer> pieces) {
        return writeFile(http, pieces, end -> {});
    }

    /**
     * The same.
     *
     * @param opened is given what breaks it off
     */
    static Uni<Void> writeFile(RoutingContext http, Flow.Publisher<Buffer> pieces, Consumer<Runnable> opened) {
        return write(http, pieces, piece -> piece, OnFailure.BREAK_OFF, opened);
    }

    private static <T> Uni<Void> write(
            RoutingContext http,
            Flow.Publisher<T> batches,
            Function<T, Buffer> text,
            OnFailure onFailure,
            Consumer<Runnable> opened) {
        return Uni.createFrom().emitter(end -> {
            HttpServerResponse response = http.response();
            // nginx keeps what it forwards until it has 8 KiB, unless it is told not to; a stream may take an hour for
            // that
            response.putHeader("X-Accel-Buffering", "no");
            StreamWriter<T> writer = new StreamWriter<>(response, text, onFailure, end);
            // whoever opens a stream sees at once that it is there
            response.write(Buffer.buffer()).onComplete(written -> {
                if (written.succeeded()) {
                    batches.subscribe(writer);
                    opened.accept(writer::endEarly);
                    http.addEndHandler(ended -> writer.cancel());
                } else {
                    end.complete(null);
                }
            });
        });
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(T batch) {
        response.write(text.apply(batch)).onComplete(this::written);
    }

    private void written(AsyncResult<Void> result) {
        if (result.succeeded()) {
            subscription.request(1);
        } else {
            cancel();
        }
    }

    private void endEarly() {
        subscription.cancel();
        if (onFailure == OnFailure.BREAK_OFF) {
            response.reset();
        }
        end.complete(null);
    }

    private void cancel() {
        subscription.cancel();
        end.complete(null);
    }

    @Override
    public void onError(Throwable reason) {
        if (onFailure == OnFailure.BREAK_OFF) {
            LOG.warn("A file could not be sent to its end: {}", reason.toString());
            response.reset();
        }
        end.complete(null);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
