package org.ovirt.v2v.engine.imports;

import java.time.Instant;
import java.util.Optional;

/**
 * An import that has been checked: it can be stored and started.
 *
 * @param begin not before; empty if at once
 * @param priority see {@link QueueEntry}
 */
public record ImportPlan(
        String name,
        ImportSource source,
        ImportTarget target,
        ImportPlacement placement,
        Optional<Instant> begin,
        int priority) {}
