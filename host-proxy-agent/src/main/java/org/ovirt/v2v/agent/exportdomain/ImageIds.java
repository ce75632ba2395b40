package org.ovirt.v2v.agent.exportdomain;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ids that a text names, be they of images or of something else. */
final class ImageIds {
    static final String PATTERN = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    private static final Pattern ID = Pattern.compile(PATTERN);

    private ImageIds() {}

    /** In lower case, as the names of the folders are. */
    static Set<String> in(String text) {
        return ID.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(id -> id.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
