package org.ovirt.v2v.engine.provider;

/**
 * A text pattern in which * stands for any characters, as in oVirt's searches; case is ignored. A text is matched in time
 * proportional to the product of both lengths at most, whatever the pattern.
 */
final class Glob {
    private static final char ANY = '*';

    private final String pattern;

    Glob(String text) {
        pattern = text;
    }

    boolean matches(String text) {
        int position = 0;
        int inText = 0;
        int star = -1;
        int afterStar = 0;
        while (inText < text.length()) {
            if (position < pattern.length() && pattern.charAt(position) == ANY) {
                star = position++;
                afterStar = inText;
            } else if (position < pattern.length() && same(pattern.charAt(position), text.charAt(inText))) {
                position++;
                inText++;
            } else if (star >= 0) {
                // the last * takes one character more
                position = star + 1;
                inText = ++afterStar;
            } else {
                return false;
            }
        }
        while (position < pattern.length() && pattern.charAt(position) == ANY) {
            position++;
        }
        return position == pattern.length();
    }

    private static boolean same(char left, char right) {
        return left == right
                || Character.toLowerCase(left) == Character.toLowerCase(right)
                || Character.toUpperCase(left) == Character.toUpperCase(right);
    }
}
