package org.ovirt.v2v.engine.rest;

import java.util.Locale;
import org.ovirt.v2v.engine.InvalidFieldException;

/** Yes or no in a query or a header. Ansible writes them as Python does, with a capital. */
final class QueryFlag {
    private QueryFlag() {}

    /** False if nothing is given; refuses anything but true and false. */
    static boolean parse(String field, String text) {
        if (text == null) {
            return false;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidFieldException(field, "The value is true or false.");
        };
    }
}
