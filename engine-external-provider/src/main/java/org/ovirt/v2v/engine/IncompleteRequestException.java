package org.ovirt.v2v.engine;

import java.util.List;

/** Mandatory fields are missing. The REST layer answers 400 with oVirt's words for it. */
public final class IncompleteRequestException extends RuntimeException {
    /**
     * Names what is missing.
     *
     * @param type the element's type in oVirt's API, for example {@code DataCenter}
     * @param fields the missing ones, in snake case
     * @param action for what they are needed, for example {@code add}
     */
    public IncompleteRequestException(String type, List<String> fields, String action) {
        super(type + " [" + String.join(", ", fields) + "] required for " + action);
    }
}
