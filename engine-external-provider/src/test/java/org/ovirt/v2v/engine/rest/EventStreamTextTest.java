package org.ovirt.v2v.engine.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.audit.EventCursor;
import org.ovirt.v2v.engine.audit.EventFeed;

class EventStreamTextTest {
    private static final Duration HEART_BEAT = Duration.ofSeconds(15);
    private static final EventFeed.Page NO_EVENTS = new EventFeed.Page(List.of(), EventCursor.behind(7));

    private Instant now = Instant.parse("2026-01-15T09:30:00Z");
    private final EventStreamText text = new EventStreamText(() -> now, HEART_BEAT);

    @Test
    void whoHearsNoEventsIsToldNowAndThenThatTheStreamLives() {
        assertThat(heard()).contains("heart-beat", "id:7");
        now = now.plus(HEART_BEAT).minusMillis(1);
        assertThat(heard()).isEmpty();
        now = now.plusMillis(1);
        assertThat(heard()).contains("heart-beat");
    }

    @Test
    void theStreamLivesAlsoAfterTheClockWasSetBack() {
        assertThat(heard()).contains("heart-beat");
        now = now.minus(Duration.ofHours(1));
        assertThat(heard()).contains("heart-beat");
    }

    private String heard() {
        return text.of(NO_EVENTS).toString();
    }
}
