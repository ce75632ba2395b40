package org.ovirt.v2v.engine.injection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may become of a hostile text at one place.
 *
 * @param shape the text with {@code %s} where the hostile one stands, so that it gets past the first look
 */
record Rule(Kind kind, String shape) {
    private static final Pattern WRITTEN = Pattern.compile("([a-z]+)(?:\\((.*)\\))?");

    enum Kind {
        /** Refused by name, or there the same when it is asked for. */
        KEPT,
        /** Refused by name. */
        REFUSED,
        /** Refused by name, or accepted and never shown. */
        SECRET,
        /** Refused, or accepted with whatever meaning it has. */
        ANY
    }

    /** As in {@code refused} or {@code any(vpx://host/%s)}. */
    static Rule parse(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(written);
        }
        return new Rule(
                Kind.valueOf(matcher.group(1).toUpperCase(java.util.Locale.ROOT)),
                matcher.group(2) == null ? "%s" : matcher.group(2));
    }

    String shaped(String text) {
        return shape.replace("%s", text);
    }
}
