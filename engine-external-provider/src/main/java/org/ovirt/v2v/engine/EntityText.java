package org.ovirt.v2v.engine;

/** Checks the texts that users give to entities. */
public final class EntityText {
    private static final int NAME_LENGTH = 255;
    private static final int DESCRIPTION_LENGTH = 4_000;

    private EntityText() {}

    /** A name, trimmed; refuses one that is blank, too long or holds control characters. */
    public static String name(String field, String text) {
        String name = printable(field, text.strip());
        if (name.isEmpty()) {
            throw new InvalidFieldException(field, "The name is empty.");
        }
        return atMost(NAME_LENGTH, field, name);
    }

    /** A description; nothing becomes the empty text. */
    public static String description(String text) {
        return changedDescription("", text);
    }

    /** A description; the known one if nothing is given. */
    public static String changedDescription(String known, String text) {
        return text == null ? known : atMost(DESCRIPTION_LENGTH, "description", kept("description", text.strip()));
    }

    /** The text, if it holds no control characters. */
    public static String printable(String field, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidFieldException(field, "The value holds control characters, such as a line break.");
        }
        return kept(field, text);
    }

    private static String kept(String field, String text) {
        ForeignText.refusal(text).ifPresent(refusal -> {
            throw new InvalidFieldException(field, refusal);
        });
        return text;
    }

    /** The text, if it is not too long. */
    public static String atMost(int length, String field, String text) {
        if (text.length() > length) {
            throw new InvalidFieldException(
                    field, "The value has " + text.length() + " characters; " + length + " are allowed.");
        }
        return text;
    }
}
