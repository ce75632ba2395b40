package org.ovirt.v2v.agent;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

/**
 * What an event says in one line of the log: texts from outside may be in it, and must not look like another line, nor be an order to a
 * terminal. {@code %line(…)} in the patterns.
 */
public final class LogLine extends CompositeConverter<ILoggingEvent> {
    /** In a pattern. */
    static final String WORD = "line";

    @Override
    protected String transform(ILoggingEvent event, String text) {
        return escaped(text);
    }

    /** With escapes as Java writes them for control characters, separators of lines, and what turns the direction of a text. */
    static String escaped(String text) {
        if (text.codePoints().noneMatch(LogLine::isDangerous)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isDangerous(point)) {
                escaped.append(String.format("\\u%04x", point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static boolean isDangerous(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\t';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
