package org.ovirt.v2v.agent.source.vmware;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An object of a vCenter's inventory with those of the requested properties that it has and the user may see. */
record ManagedObject(Reference reference, Map<String, Element> properties) {
    private static final Element ABSENT = new Element("", "", "", List.of());

    /** Reads an ObjectContent. */
    static ManagedObject of(Element content) {
        Map<String, Element> properties = new HashMap<>();
        Reference reference = new Reference("", "");
        for (Element child : content.children()) {
            if (child.name().equals("obj")) {
                reference = Reference.of(child);
            } else if (child.name().equals("propSet")) {
                child.child("val").ifPresent(value -> properties.put(child.textAt("name"), value));
            }
        }
        return new ManagedObject(reference, properties);
    }

    /** An element without text and children if the property is missing. */
    Element property(String path) {
        return properties.getOrDefault(path, ABSENT);
    }

    /** The objects that a property refers to, be it one or many. */
    List<Reference> references(String path) {
        Element value = property(path);
        if (!value.children().isEmpty()) {
            return value.children().stream().map(Reference::of).toList();
        }
        return value.text().isEmpty() ? List.of() : List.of(Reference.of(value));
    }

    String text(String path) {
        return property(path).text();
    }

    /** 0 if the property is missing or no number. */
    int number(String path) {
        try {
            return Integer.parseInt(text(path));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
