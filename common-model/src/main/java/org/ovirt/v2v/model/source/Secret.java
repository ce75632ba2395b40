package org.ovirt.v2v.model.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** A password or other text that must never be printed: {@link #toString()} hides it, JSON carries it. */
public record Secret(@JsonValue String value) {
    public static final Secret EMPTY = new Secret("");

    @JsonCreator
    public Secret {
        Objects.requireNonNull(value, "value is null");
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return "********";
    }
}
