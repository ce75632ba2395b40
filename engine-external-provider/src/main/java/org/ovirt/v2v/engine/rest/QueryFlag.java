package org.ovirt.v2v.engine.rest;

import org.ovirt.v2v.engine.InvalidFieldException;

/** Yes or no in a query. */
final class QueryFlag {
    private QueryFlag() {}

    /** False if nothing is given; refuses anything but true and false. */
    static boolean parse(String field, String text) {
        if (text == null) {
            return false;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidFieldException(field, "The value is true or false.");
        };
    }
}
