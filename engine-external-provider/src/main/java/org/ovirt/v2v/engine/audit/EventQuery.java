package org.ovirt.v2v.engine.audit;

import java.util.Map;
import java.util.Optional;

/**
 * Which events are wanted.
 *
 * @param conditions columns of {@link AuditEvent} and the values that they must have, all of them
 * @param from only events with a greater id
 * @param after only events behind the one with this id in the list, which are those with a smaller id
 * @param max how many at most
 */
public record EventQuery(
        Map<String, Object> conditions, Optional<Long> from, Optional<Long> after, Optional<Integer> max) {
    public EventQuery {
        conditions = Map.copyOf(conditions);
    }

    /** From the newest on. */
    public EventQuery(Map<String, Object> conditions, Optional<Long> from, Optional<Integer> max) {
        this(conditions, from, Optional.empty(), max);
    }
}
