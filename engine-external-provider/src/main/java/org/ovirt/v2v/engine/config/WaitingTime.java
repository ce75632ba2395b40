package org.ovirt.v2v.engine.config;

import java.time.Duration;

/** Reads settings that say how long something is waited for, or how often it is done. */
public final class WaitingTime extends BoundedTime {
    private static final String BOUNDS = "1s to 1d";

    /** How it is said in the settings file. */
    public static final String UNIT = "a time, " + BOUNDS;

    private static final long serialVersionUID = 1L;

    public WaitingTime() {
        super(Duration.ofSeconds(1), Duration.ofDays(1), BOUNDS);
    }
}
