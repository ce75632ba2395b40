package org.ovirt.v2v.engine.config;

/** How numbers among the settings are read: Quarkus ends a start with the message of what is refused here, and names the setting. */
final class WholeNumber {
    private WholeNumber() {}

    static int atLeast(int least, String text) {
        int number;
        try {
            number = Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it has to be a whole number", e);
        }
        if (number < least) {
            throw new IllegalArgumentException("it has to be " + least + " or more");
        }
        return number;
    }
}
