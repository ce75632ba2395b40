package org.ovirt.v2v.engine.imports.run;

import java.time.Instant;
import java.util.Optional;

/**
 * Where an import stands in the queue.
 *
 * @param number from 1
 * @param begins when it is likely to begin; empty if too little is known to say
 */
public record QueuePlace(int number, Optional<Instant> begins) {}
