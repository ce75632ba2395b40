package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.ovirt.v2v.engine.imports.ImportSnapshot;
import org.ovirt.v2v.engine.imports.feed.FeedBatch;
import org.ovirt.v2v.engine.imports.feed.FeedItem;

/** Progress of imports as server-sent events. */
@ApplicationScoped
public class ImportStreamText {
    private static final byte[] END = {'\n', '\n'};

    private static final int MOST_BYTES = 16 << 20;

    private final ObjectMapper json;

    /** Imports that wait, as JSON, for a moment: those who begin to listen at the same time are all told of the same thousands. */
    private final Cache<ImportSnapshot, byte[]> waiting = Caffeine.newBuilder()
            .weakKeys()
            .expireAfterAccess(Duration.ofSeconds(5))
            .scheduler(Scheduler.systemScheduler())
            .maximumWeight(MOST_BYTES)
            .weigher((ImportSnapshot each, byte[] text) -> text.length)
            .build();

    public ImportStreamText(ObjectMapper json) {
        this.json = json;
    }

    /** An event for each item; a heart-beat if there is none. */
    Buffer of(FeedBatch batch) {
        if (batch.items().isEmpty()) {
            return batch.heard().map(heard -> StreamSign.at(id(heard))).orElseGet(StreamSign::alone);
        }
        List<byte[]> parts = new ArrayList<>();
        for (FeedItem each : batch.items()) {
            String head = "content-type:application/json\nid:" + id(each.heard()) + "\nevent:import\ndata:";
            parts.add(head.getBytes(StandardCharsets.US_ASCII));
            parts.add(textOf(each.subject()));
            parts.add(END);
        }
        // a buffer that grows would copy all of it several times
        Buffer text = Buffer.buffer(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(text::appendBytes);
        return text;
    }

    private static String id(Instant heard) {
        return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, heard));
    }

    /** What runs is another text in a moment. */
    private byte[] textOf(ImportSnapshot each) {
        return each.isOnHost() || each.state().isFinal() ? json(each) : waiting.get(each, this::json);
    }

    /** In one line. */
    private byte[] json(ImportSnapshot each) {
        try {
            return json.writeValueAsBytes(ImportRepresentation.of(each));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
