package org.ovirt.v2v.engine.search;

/**
 * A value as it stands in a search.
 *
 * @param pattern with the stars that stand for any characters
 * @param text with all stars taken as they are
 */
record SearchValue(TextPattern pattern, String text) {
    boolean isEmpty() {
        return text.isEmpty();
    }
}
