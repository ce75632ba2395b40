package org.ovirt.v2v.agent.source.vmware;

import java.util.List;
import java.util.Optional;

/**
 * A small piece of an XML answer.
 *
 * @param name local name
 * @param type the value of {@code type} as references have it, or of {@code xsi:type} without its prefix; empty if neither
 * @param text the text directly in it
 */
record Element(String name, String type, String text, List<Element> children) {
    Optional<Element> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    /** The text of a descendant, or an empty text. */
    String textAt(String... path) {
        Element current = this;
        for (String step : path) {
            Optional<Element> next = current.child(step);
            if (next.isEmpty()) {
                return "";
            }
            current = next.get();
        }
        return current.text;
    }

    /** The number that the text of a descendant is, or 0. */
    long numberAt(String... path) {
        try {
            return Long.parseLong(textAt(path));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
