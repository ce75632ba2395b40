package org.ovirt.v2v.engine.config;

import java.time.Duration;

/** Reads how often a quiet stream shows that it lives: pages take one for dead that says nothing for 45 s. */
public final class StreamHeartBeat extends BoundedTime {
    private static final String BOUNDS = "1s to 30s";

    /** How it is said in the settings file. */
    public static final String UNIT = "a time, " + BOUNDS;

    private static final long serialVersionUID = 1L;

    public StreamHeartBeat() {
        super(Duration.ofSeconds(1), Duration.ofSeconds(30), BOUNDS);
    }
}
