package org.ovirt.v2v.model.conversion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a volume takes its space as it grows or at once. */
public enum Allocation {
    SPARSE,
    PREALLOCATED;

    /** Folds case: oVirt's engine writes "Sparse", VDSM's schema "SPARSE". */
    @JsonCreator
    public static Allocation parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The name that {@code virt-v2v -oa} knows. */
    public String v2vName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonValue
    public String wireName() {
        return name();
    }
}
