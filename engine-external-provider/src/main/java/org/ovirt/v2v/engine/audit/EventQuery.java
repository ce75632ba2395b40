package org.ovirt.v2v.engine.audit;

import java.util.Optional;
import org.ovirt.v2v.engine.InvalidFieldException;
import org.ovirt.v2v.engine.search.SearchQuery;

/**
 * Which events are wanted.
 *
 * @param search what they must fulfil, and in which order they are listed if not the newest first
 * @param from only events with a greater id
 * @param after only events behind the one with this id in the list of the newest first, which are those with a smaller id
 * @param max how many at most
 */
public record EventQuery(
        SearchQuery<AuditEvent> search, Optional<Long> from, Optional<Long> after, Optional<Integer> max) {
    public EventQuery {
        if (after.isPresent() && (search.sort().isPresent() || search.page().isPresent())) {
            throw new InvalidFieldException("after", "A list with sortby or page cannot go on behind an event.");
        }
    }

    /** All that the search asks for. */
    public static EventQuery of(SearchQuery<AuditEvent> search) {
        return new EventQuery(search, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Reads a search as clients write it; large and small letters differ. */
    public static EventQuery of(String search) {
        return of(SearchQuery.parse(search, EventSearch.EVENTS, true));
    }

    /** Whether the list can go on behind its last event, see {@link #after}. */
    public boolean canGoOn() {
        return search.sort().isEmpty() && search.page().isEmpty();
    }
}
