package org.ovirt.v2v.engine.access;

import java.util.Locale;

/** What a role allows. */
public enum Permit {
    /** To look at everything but secrets. */
    READ("look at things"),
    /** To import machines, to cancel, repeat, pause and order imports, and to remove machines from export domains, as in oVirt. */
    IMPORT("import machines"),
    /** To add, change and remove data centers, clusters, proxy hosts, storage domains and providers. */
    CONFIGURE("change what imports use"),
    /** To add and remove users and to say what they may do. */
    MANAGE_USERS("manage users");

    private final String words;

    Permit(String words) {
        this.words = words;
    }

    /** As in: permission to import machines. */
    public String words() {
        return words;
    }

    /** As clients see it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
