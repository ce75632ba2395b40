package org.ovirt.v2v.engine.rest;

import org.ovirt.v2v.engine.InvalidFieldException;

/** A number in a query. */
final class QueryNumber {
    private QueryNumber() {}

    /** The number, or null if nothing is given; refuses anything else. */
    static Integer parse(String field, String text) {
        if (text == null) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new InvalidFieldException(field, "The value is not a number.", e);
        }
    }
}
