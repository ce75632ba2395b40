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
import org.ovirt.v2v.engine.imports.feed.FeedBatch;

/**
 * Writes a stream of server-sent events to the connection of one client, the next batch only when the connection has taken the one
 * before. RESTEasy would write each event by itself, made anew for each client.
 */
final class EventWriter implements Flow.Subscriber<FeedBatch> {
    private final HttpServerResponse response;
    private final Function<FeedBatch, Buffer> text;
    private final UniEmitter<? super Void> end;
    private Flow.Subscription subscription;

    private EventWriter(HttpServerResponse response, Function<FeedBatch, Buffer> text, UniEmitter<? super Void> end) {
        this.response = response;
        this.text = text;
        this.end = end;
    }

    /**
     * Ends when the stream does, or the client has gone.
     *
     * @param opened is given what ends it before
     */
    static Uni<Void> write(
            RoutingContext http,
            Flow.Publisher<FeedBatch> batches,
            Function<FeedBatch, Buffer> text,
            Consumer<Runnable> opened) {
        return Uni.createFrom().emitter(end -> {
            HttpServerResponse response = http.response();
            response.putHeader(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS)
                    .setChunked(true);
            EventWriter writer = new EventWriter(response, text, end);
            // whoever opens a stream sees at once that it is there
            response.write(Buffer.buffer()).onComplete(written -> {
                if (written.succeeded()) {
                    batches.subscribe(writer);
                    opened.accept(writer::cancel);
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
    public void onNext(FeedBatch batch) {
        response.write(text.apply(batch)).onComplete(this::written);
    }

    private void written(AsyncResult<Void> result) {
        if (result.succeeded()) {
            subscription.request(1);
        } else {
            cancel();
        }
    }

    private void cancel() {
        subscription.cancel();
        end.complete(null);
    }

    /** The client sees the end, and asks again. */
    @Override
    public void onError(Throwable reason) {
        end.complete(null);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
