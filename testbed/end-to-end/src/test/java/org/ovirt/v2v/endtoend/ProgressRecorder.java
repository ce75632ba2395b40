package org.ovirt.v2v.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.ovirt.v2v.testbed.EngineClient;
import org.ovirt.v2v.testbed.EventStream;

/** Listens to the engine's stream of progress, as a web page does, and keeps what it says of one import. */
final class ProgressRecorder implements AutoCloseable {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final EventStream stream;

    private ProgressRecorder(EngineClient client, String importId, BooleanSupplier committed) {
        this.stream = EventStream.open(client, EventStream.ofImport(importId), event -> {
            if (importId.equals(event.path("id").asText())) {
                events.add(new Event(event, committed.getAsBoolean()));
            }
        });
    }

    /** Asks at every event whether the machine has been committed. */
    static ProgressRecorder start(EngineClient client, String importId, BooleanSupplier committed) {
        return new ProgressRecorder(client, importId, committed);
    }

    /** In the order in which they came. */
    List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        stream.close();
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
