package org.ovirt.v2v.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Listens to the engine's stream of progress, as a web page does, and keeps what it says of one import. */
final class ProgressRecorder implements AutoCloseable {
    private static final String DATA = "data:";

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;

    private ProgressRecorder(Stream<String> lines, String importId) {
        this.lines = lines;
        Thread reader = new Thread(() -> read(importId), "progress-recorder");
        reader.setDaemon(true);
        reader.start();
    }

    static ProgressRecorder start(EngineClient client, String importId) {
        return new ProgressRecorder(client.stream("/progress?import=" + importId), importId);
    }

    private void read(String importId) {
        try {
            lines.filter(line -> line.startsWith(DATA))
                    .map(line -> parse(line.substring(DATA.length())))
                    .filter(event -> importId.equals(event.path("id").asText()))
                    .forEach(events::add);
        } catch (UncheckedIOException e) {
            // the stream was closed
        }
    }

    private static JsonNode parse(String text) {
        try {
            return EngineClient.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** Representations of the import, in the order in which they came. */
    List<JsonNode> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        lines.close();
    }
}
