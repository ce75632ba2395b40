package org.ovirt.v2v.agent.job;

import java.time.Duration;

/** How long to wait before each further try: twice as long every time, up to a limit; the number of tries has none. */
record BackOff(Duration first, Duration longest) {
    static final BackOff USUAL = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** For what nobody waits for. Longer than a helper process stays that has nothing to do, so that none is kept for it. */
    BackOff patient() {
        return new BackOff(first, longest.multipliedBy(30));
    }

    Duration after(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
