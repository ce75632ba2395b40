package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.ovirt.v2v.engine.AnswerFormat;
import org.ovirt.v2v.engine.rest.wire.XmlBodies;
import org.ovirt.v2v.engine.security.Refusals;

/** Answers with a fault where no resource has been reached yet, in the format that the client wants. */
@Singleton
public class FaultReply implements Refusals {
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final Fault NO_CREDENTIALS = new Fault(
            "Unauthorized",
            "[The request has no valid credentials.]",
            null,
            "Send a user name and its password, or a token that has not ended.",
            null,
            null);

    private final ObjectMapper json;

    public FaultReply(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void unauthorized(RoutingContext exchange) {
        send(exchange, UNAUTHORIZED, NO_CREDENTIALS);
    }

    @Override
    public void unavailable(RoutingContext exchange) {
        exchange.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        send(
                exchange,
                UNAVAILABLE,
                Fault.of(
                        "The service or database that knows the users does not answer as it should, so that this engine cannot"
                                + " say who asks.",
                        "Try again; the engine's log says what is wrong."));
    }

    /** Ends the exchange. */
    void send(RoutingContext exchange, int status, Fault fault) {
        AnswerFormat format = AnswerFormat.wanted(exchange.request().getHeader(HttpHeaders.ACCEPT));
        Fault answered = fault.at(exchange.normalizedPath(), status);
        exchange.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, format.type())
                .end(Buffer.buffer(
                        switch (format) {
                            case XML -> XmlBodies.document(answered, json);
                            case JSON -> asJson(answered);
                        }));
    }

    private byte[] asJson(Fault fault) {
        try {
            return json.writeValueAsBytes(fault);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
