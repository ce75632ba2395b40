package org.ovirt.v2v.engine.rest;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.ovirt.v2v.engine.Recency;
import org.ovirt.v2v.engine.audit.AuditEvent;
import org.ovirt.v2v.engine.audit.EventFeed;

/**
 * What one listener gets of the events: server-sent events, and a heart-beat at once and now and then while there are none, which says
 * where to go on: whoever is cut off before the first event came misses none.
 */
final class EventStreamText {
    private static final Buffer NOTHING = Buffer.buffer();

    private final InstantSource clock;
    private final Duration heartBeat;
    private Instant told;

    EventStreamText(InstantSource clock, Duration heartBeat) {
        this.clock = clock;
        this.heartBeat = heartBeat;
        this.told = Instant.EPOCH;
    }

    Buffer of(EventFeed.Page page) {
        Instant now = clock.instant();
        if (!page.events().isEmpty()) {
            told = now;
            return events(page);
        }
        if (Recency.isWithin(told, heartBeat, now)) {
            return NOTHING;
        }
        told = now;
        return StreamSign.at(page.cursor().text());
    }

    /** Only the last one has an id: whoever is cut off before it has come gets all of them again. */
    private static Buffer events(EventFeed.Page page) {
        StringBuilder text = new StringBuilder();
        AuditEvent last = page.events().get(page.events().size() - 1);
        for (AuditEvent each : page.events()) {
            if (each == last) {
                text.append("id:").append(page.cursor().text()).append('\n');
            }
            text.append("event:event\ndata:")
                    .append(EventElement.of(each).content())
                    .append("\n\n");
        }
        return Buffer.buffer(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
