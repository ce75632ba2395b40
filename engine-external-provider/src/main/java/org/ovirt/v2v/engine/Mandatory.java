package org.ovirt.v2v.engine;

import java.util.ArrayList;
import java.util.List;

/** Collects the mandatory fields that a request lacks, so that all of them can be named at once. */
public final class Mandatory {
    private final String type;
    private final List<String> missing = new ArrayList<>();

    /** Begins with none; the type is the element's in oVirt's API. */
    public Mandatory(String type) {
        this.type = type;
    }

    /** Notes the field as missing if there is no value, or a blank text. */
    public Mandatory field(String name, Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            missing.add(name);
        }
        return this;
    }

    /** As {@link #field}, for a reference, which needs an id or a name. */
    public Mandatory reference(String name, EntityReference value) {
        if (!EntityReference.isGiven(value)) {
            missing.add(name + ".id|name");
        }
        return this;
    }

    /** Throws {@link IncompleteRequestException} if anything is missing. */
    public void requireForAdd() {
        if (!missing.isEmpty()) {
            throw new IncompleteRequestException(type, missing, "add");
        }
    }
}
