package org.ovirt.v2v.engine.config;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads settings that are times: Quarkus ends a start with the message of what is refused here, and names the setting. */
abstract class BoundedTime implements Converter<Duration> {
    private static final long serialVersionUID = 1L;

    private final Duration least;
    private final Duration most;
    private final String bounds;

    /** Both bounds are allowed; the text says what they are. */
    BoundedTime(Duration least, Duration most, String bounds) {
        this.least = least;
        this.most = most;
        this.bounds = bounds;
    }

    @Override
    public Duration convert(String value) {
        Duration time = read(value);
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException("it has to be " + bounds);
        }
        return time;
    }

    private static Duration read(String value) {
        try {
            // none if there is no text
            return Optional.ofNullable(DurationConverter.parseDuration(value.strip()))
                    .orElseThrow(IllegalArgumentException::new);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("it has to be a time, as in 500ms, 30s, 5m, 12h, 30d", e);
        }
    }
}
