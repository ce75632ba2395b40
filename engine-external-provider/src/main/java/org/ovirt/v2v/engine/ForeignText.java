package org.ovirt.v2v.engine;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Texts that come from outside. One that XML cannot say or a database cannot keep would come back as another one, or not at all: it is
 * refused where it comes in.
 */
public final class ForeignText {
    private ForeignText() {}

    /** Whether the text can be kept and shown as it is. */
    public static boolean isKept(String text) {
        return refusal(text).isEmpty();
    }

    /** Why the text cannot be kept; empty if it can. */
    public static Optional<String> refusal(String text) {
        OptionalInt first =
                text.codePoints().filter(each -> !isCharacterOfXml(each)).findFirst();
        return first.isPresent()
                ? Optional.of("The value holds a character that no text can have: U+"
                        + String.format("%04X", first.getAsInt()) + ".")
                : Optional.empty();
    }

    /** The beginning of a text, of so many characters at most, without half of a pair of surrogates at its end. */
    public static String beginning(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** By the production Char of XML 1.0; half of a pair is none. */
    private static boolean isCharacterOfXml(int each) {
        return each == '\t'
                || each == '\n'
                || each == '\r'
                || (each >= 0x20 && each < 0xD800)
                || (each >= 0xE000 && each < 0xFFFE)
                || each >= 0x10000;
    }
}
