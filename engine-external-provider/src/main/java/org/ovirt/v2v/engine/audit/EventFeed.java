package org.ovirt.v2v.engine.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import org.ovirt.v2v.engine.access.CurrentAccess;
import org.ovirt.v2v.engine.search.SearchQuery;

/**
 * Streams of events as they are recorded, by whichever engine: those who listen look into the database again and again, those who
 * have read as far as each other together.
 */
@ApplicationScoped
public class EventFeed {
    /** How often is looked. */
    private static final Duration PERIOD = Duration.ofMillis(500);

    private static final int LARGEST_PAGE = 500;

    private final AuditEventRepository events;
    private final CurrentAccess access;
    private final ExecutorService executor;
    private final Cache<EventCursor, Page> pages =
            Caffeine.newBuilder().expireAfterWrite(PERIOD).maximumSize(100).build();

    @Inject
    public EventFeed(AuditEventRepository events, CurrentAccess access, ExecutorService executor) {
        this.events = events;
        this.access = access;
        this.executor = executor;
    }

    /**
     * What was read at a time.
     *
     * @param events those of it that are wanted, the oldest first; often none
     * @param cursor where to go on
     */
    public record Page(List<AuditEvent> events, EventCursor cursor) {
        Page only(Predicate<AuditEvent> wanted) {
            return new Page(events.stream().filter(wanted).toList(), cursor);
        }
    }

    /**
     * All events that are wanted, and that the one who asks may see; never complete.
     *
     * @param begin empty to begin with what is recorded from now on; so it is too if there is no such event yet
     */
    public Flow.Publisher<Page> follow(SearchQuery<AuditEvent> wanted, Optional<EventCursor> begin) {
        // asked here: what follows happens in other threads
        Optional<Set<UUID>> visible = access.visibleDataCenters();
        EventCursor newest = events.newest();
        // after a restore a client may have read further than there is anything: it would hear nothing until as much
        // has come again
        EventCursor first = begin.filter(asked -> asked.last() <= newest.last()).orElse(newest);
        return Multi.createBy()
                .repeating()
                .uni(() -> new Position(first), this::next)
                .withDelay(PERIOD)
                .indefinitely()
                .map(page -> page.only(event -> wanted.condition().stream().allMatch(each -> each.holds(event))
                        && visible.stream().allMatch(event::belongsTo)));
    }

    /** Of one who reads. */
    private static final class Position {
        private EventCursor cursor;

        private Position(EventCursor cursor) {
            this.cursor = cursor;
        }
    }

    private Uni<Page> next(Position position) {
        return Uni.createFrom()
                .item(() -> pages.get(position.cursor, this::read))
                .runSubscriptionOn(executor)
                .invoke(page -> position.cursor = page.cursor());
    }

    private Page read(EventCursor cursor) {
        List<AuditEvent> found = events.behind(cursor, LARGEST_PAGE);
        return new Page(found, cursor.after(found.stream().map(AuditEvent::id).toList()));
    }
}
