package org.ovirt.v2v.model.conversion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** VDSM's states of a v2v job; oVirt's engine knows no others. */
public enum JobStatus {
    STARTING,
    COPYING_DISK,
    ABORTED,
    ERROR,
    DONE;

    @JsonCreator
    public static JobStatus parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinal() {
        return switch (this) {
            case ABORTED, ERROR, DONE -> true;
            case STARTING, COPYING_DISK -> false;
        };
    }
}
