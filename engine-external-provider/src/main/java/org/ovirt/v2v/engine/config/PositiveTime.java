package org.ovirt.v2v.engine.config;

import java.time.Duration;

/** Reads settings that are times and may not be none; nor so long that no date is that far away. */
public final class PositiveTime extends BoundedTime {
    private static final long serialVersionUID = 1L;

    public PositiveTime() {
        super(Duration.ofMillis(1), Duration.ofDays(36_500), "1ms to 36500d");
    }
}
