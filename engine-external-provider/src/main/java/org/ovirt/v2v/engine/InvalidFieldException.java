package org.ovirt.v2v.engine;

import java.util.Objects;

/** One field of a request cannot be accepted. The REST layer answers 400 and names the field. */
public final class InvalidFieldException extends RuntimeException {
    private final String field;

    /**
     * Refuses a field.
     *
     * @param field its path in the request, as in {@code storage.path}
     * @param message why, and what would be accepted
     */
    public InvalidFieldException(String field, String message) {
        super(message);
        this.field = Objects.requireNonNull(field, "field is null");
    }

    public InvalidFieldException(String field, String message, Throwable cause) {
        super(message, cause);
        this.field = Objects.requireNonNull(field, "field is null");
    }

    public String field() {
        return field;
    }
}
