package org.ovirt.v2v.engine.audit;

/** What an event may be about; each has a place of its own in oVirt's templates. */
public enum AuditSubject {
    VM("VmName"),
    CLUSTER("ClusterName"),
    DATA_CENTER("StoragePoolName"),
    HOST("VdsName"),
    STORAGE_DOMAIN("StorageDomainName"),
    PROVIDER("ProviderName"),
    USER("UserName");

    private final String variable;

    AuditSubject(String variable) {
        this.variable = variable;
    }

    /** The name between the braces of a template. */
    String variable() {
        return variable;
    }
}
