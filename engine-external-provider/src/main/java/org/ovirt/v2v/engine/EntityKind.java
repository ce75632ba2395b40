package org.ovirt.v2v.engine;

/** The kinds of entity, by the words that messages use. */
public enum EntityKind {
    DATA_CENTER("data center"),
    CLUSTER("cluster"),
    PROXY_HOST("proxy host"),
    STORAGE_DOMAIN("storage domain"),
    PROVIDER("external VM provider"),
    EXTERNAL_VM("external VM"),
    IMPORT("import"),
    VM("VM"),
    JOB("job"),
    EVENT("event"),
    USER("user"),
    ROLE("role"),
    PERMISSION("permission"),
    TOKEN("token");

    private final String words;

    EntityKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
