package org.ovirt.v2v.engine;

/** The kinds of entity, by the words that messages use. */
public enum EntityKind {
    DATA_CENTER("data center"),
    CLUSTER("cluster"),
    NETWORK("network"),
    VNIC_PROFILE("vNIC profile"),
    PROXY_HOST("proxy host"),
    STORAGE_DOMAIN("storage domain"),
    PROVIDER("external VM provider"),
    EXTERNAL_VM("external VM"),
    IMPORT("import"),
    ATTEMPT("attempt"),
    LOG("log of an attempt"),
    VM("VM"),
    JOB("job"),
    STEP("step"),
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
