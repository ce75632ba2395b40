package org.ovirt.v2v.agent.rpc.stomp;

import org.slf4j.Logger;

/** Warns of what anybody can bring about, so once a minute at most, with how often it was. Used on the event loop only. */
final class RareWarning {
    private static final long PAUSE = 60_000_000_000L;

    private final Logger log;
    private long last = System.nanoTime() - PAUSE;
    private int unsaid;

    RareWarning(Logger log) {
        this.log = log;
    }

    void log(String format, Object... arguments) {
        log.debug(format, arguments);
        long now = System.nanoTime();
        if (now - last < PAUSE) {
            unsaid++;
            return;
        }
        log.warn(
                format + (unsaid == 0 ? "" : " (and " + unsaid + " times like that since the last warning)"),
                arguments);
        last = now;
        unsaid = 0;
    }
}
