package org.ovirt.v2v.engine.audit;

import java.util.regex.Pattern;
import org.ovirt.v2v.engine.ForeignText;

/** Makes of any text one that a line of the log and a column of the database can take. */
final class EventText {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]");

    private EventText() {}

    /** The text with blanks for control characters, which could forge lines of the log, cut if it is too long. */
    static String of(String text, int length) {
        String shortened = text.length() <= length ? text : ForeignText.beginning(text, length - 1) + "…";
        return CONTROL.matcher(shortened).replaceAll(" ");
    }
}
