package org.ovirt.v2v.engine.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.ovirt.v2v.engine.Recency;

/**
 * Keeps requests from waiting for a service that does not answer: after a time-out nobody asks it for a moment, and then one at a time
 * until it answers. An answer that cannot be used is one: it took no time, and may be about a single question.
 */
final class Silence {
    private final Duration pause;
    private final Clock clock;

    private boolean silent;
    private boolean tried;
    private Instant silentAt = Instant.EPOCH;

    Silence(Duration pause, Clock clock) {
        this.pause = pause;
        this.clock = clock;
    }

    /** What the service answers; throws {@link IdentityServiceAwayException} at once if it would be waited for in vain. */
    <T> T ask(Supplier<T> question) {
        enter();
        boolean answered = true;
        try {
            return question.get();
        } catch (IdentityServiceAwayException e) {
            answered = !e.isSilent();
            throw e;
        } finally {
            leave(answered);
        }
    }

    /** Throws if the service would not be asked now. */
    synchronized void requireNone() {
        if (silent && (tried || Recency.isWithin(silentAt, pause, clock.instant()))) {
            throw new IdentityServiceAwayException("The service did not answer a moment ago", null);
        }
    }

    private synchronized void enter() {
        requireNone();
        tried = silent;
    }

    private synchronized void leave(boolean answered) {
        silent = !answered;
        tried = false;
        if (silent) {
            silentAt = clock.instant();
        }
    }
}
