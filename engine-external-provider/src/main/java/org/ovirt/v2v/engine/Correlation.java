package org.ovirt.v2v.engine;

import java.util.Optional;
import org.slf4j.MDC;

/** The id that ties together a request, its log lines and its events. */
public final class Correlation {
    /** Its name in the log's context. */
    public static final String KEY = "correlationId";

    private Correlation() {}

    /** The id of the request that the calling thread serves; empty outside of requests. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY));
    }
}
