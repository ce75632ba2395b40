package org.ovirt.v2v.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs what fails again and again, as everything does while the database is away: the first failure of each kind in a row with its
 * stack, then a line a minute, and when it is over.
 */
public final class RepeatedFailures {
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    /** Kinds in a row; there may be as many as there are texts. */
    private static final int MOST = 20;

    private final Logger log;
    private final LongSupplier nanos;
    private final Set<String> kinds = new HashSet<>();
    private int row;
    private long logged;

    public RepeatedFailures(Logger log) {
        this(log, System::nanoTime);
    }

    /** For tests, which have the time in hand. */
    RepeatedFailures(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /** Once more. */
    public synchronized void add(String what, Throwable failure) {
        row++;
        boolean isNew = kinds.size() < MOST && kinds.add(failure.toString());
        if (isNew) {
            log.error(what, failure);
        } else if (nanos.getAsLong() - logged >= PAUSE) {
            log.error("{} ({} times in a row): {}", what, row, failure.toString());
        } else {
            log.debug(what, failure);
            return;
        }
        logged = nanos.getAsLong();
    }

    /** It went well. */
    public synchronized void end() {
        if (row > 1) {
            log.info("What failed {} times in a row goes well again", row);
        }
        row = 0;
        kinds.clear();
    }
}
