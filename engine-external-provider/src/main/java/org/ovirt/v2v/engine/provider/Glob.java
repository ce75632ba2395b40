package org.ovirt.v2v.engine.provider;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A text pattern in which * stands for any characters, as in oVirt's searches; case is ignored. */
final class Glob {
    private final Pattern pattern;

    Glob(String text) {
        String expression =
                Stream.of(text.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
