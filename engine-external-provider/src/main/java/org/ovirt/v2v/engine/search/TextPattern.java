package org.ovirt.v2v.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A text in which a star stands for any characters. A match takes time proportional to the product of both lengths at most,
 * whatever the pattern.
 *
 * @param parts the texts before, between and behind the stars; those at the ends may be empty
 */
public record TextPattern(List<String> parts) {
    private static final String ANY = "*";

    public TextPattern {
        parts = List.copyOf(parts);
    }

    /** Reads a pattern in which each star stands for any characters. */
    public static TextPattern of(String text) {
        return new TextPattern(Arrays.asList(text.split("\\*", -1))).simplified();
    }

    /** A pattern that the texts fit which hold one that fits this pattern. */
    TextPattern anywhere() {
        List<String> wider = new ArrayList<>();
        wider.add("");
        wider.addAll(parts);
        wider.add("");
        return new TextPattern(wider).simplified();
    }

    /** Whether there is no star, so that exactly one text fits. */
    public boolean isPlain() {
        return parts.size() == 1;
    }

    /** With a star for each star, as in a message. */
    public String text() {
        return String.join(ANY, parts);
    }

    String first() {
        return parts.get(0);
    }

    String last() {
        return parts.get(parts.size() - 1);
    }

    /** What stands between two stars, in order; none of it is empty. */
    List<String> middle() {
        return parts.size() < 2 ? List.of() : parts.subList(1, parts.size() - 1);
    }

    /** Whether the whole text fits. */
    public boolean matches(String text, boolean caseSensitive) {
        return caseSensitive ? matches(text) : folded().matches(fold(text));
    }

    private boolean matches(String text) {
        if (isPlain()) {
            return text.equals(first());
        }
        if (!text.startsWith(first())) {
            return false;
        }
        int position = first().length();
        for (String part : middle()) {
            int found = text.indexOf(part, position);
            if (found < 0) {
                return false;
            }
            position = found + part.length();
        }
        return position + last().length() <= text.length() && text.endsWith(last());
    }

    /** Several stars in a row are one. */
    TextPattern simplified() {
        if (isPlain()) {
            return this;
        }
        List<String> fewer = new ArrayList<>();
        fewer.add(first());
        middle().stream().filter(part -> !part.isEmpty()).forEach(fewer::add);
        fewer.add(last());
        return new TextPattern(fewer);
    }

    private TextPattern folded() {
        return new TextPattern(parts.stream().map(TextPattern::fold).toList());
    }

    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
