package org.ovirt.v2v.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Listens to the engine's stream of progress, as a web page does, and keeps what it says of one import. */
final class ProgressRecorder implements AutoCloseable {
    private static final String DATA = "data:";

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;
    private final BooleanSupplier committed;

    private ProgressRecorder(Stream<String> lines, String importId, BooleanSupplier committed) {
        this.lines = lines;
        this.committed = committed;
        Thread reader = new Thread(() -> read(importId), "progress-recorder");
        reader.setDaemon(true);
        reader.start();
    }

    /** Asks at every event whether the machine has been committed. */
    static ProgressRecorder start(EngineClient client, String importId, BooleanSupplier committed) {
        return new ProgressRecorder(client.stream("/progress?import=" + importId), importId, committed);
    }

    private void read(String importId) {
        try {
            lines.filter(line -> line.startsWith(DATA))
                    .map(line -> parse(line.substring(DATA.length())))
                    .filter(event -> importId.equals(event.path("id").asText()))
                    .forEach(event -> events.add(new Event(event, committed.getAsBoolean())));
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

    /** In the order in which they came. */
    List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        lines.close();
    }

    /**
     * What the stream said.
     *
     * @param representation of the import
     * @param committed whether the machine's OVF was in the export domain when the event had come
     */
    record Event(JsonNode representation, boolean committed) {
        int progress() {
            return representation.path("progress").asInt();
        }

        String status() {
            return representation.path("status").asText();
        }
    }
}
