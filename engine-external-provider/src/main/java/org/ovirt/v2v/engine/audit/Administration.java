package org.ovirt.v2v.engine.audit;

/** What administrators do, and the events that tell whether it worked. */
public enum Administration {
    ADD_DATA_CENTER(AuditSubject.DATA_CENTER, AuditType.USER_ADD_STORAGE_POOL, AuditType.USER_ADD_STORAGE_POOL_FAILED),
    UPDATE_DATA_CENTER(
            AuditSubject.DATA_CENTER, AuditType.USER_UPDATE_STORAGE_POOL, AuditType.USER_UPDATE_STORAGE_POOL_FAILED),
    REMOVE_DATA_CENTER(
            AuditSubject.DATA_CENTER, AuditType.USER_REMOVE_STORAGE_POOL, AuditType.USER_REMOVE_STORAGE_POOL_FAILED),
    ADD_CLUSTER(AuditSubject.CLUSTER, AuditType.USER_ADD_CLUSTER, AuditType.USER_ADD_CLUSTER_FAILED),
    UPDATE_CLUSTER(AuditSubject.CLUSTER, AuditType.USER_UPDATE_CLUSTER, AuditType.USER_UPDATE_CLUSTER_FAILED),
    REMOVE_CLUSTER(AuditSubject.CLUSTER, AuditType.USER_REMOVE_CLUSTER, AuditType.USER_REMOVE_CLUSTER_FAILED),
    ADD_HOST(AuditSubject.HOST, AuditType.USER_ADD_VDS, AuditType.USER_FAILED_ADD_VDS),
    UPDATE_HOST(AuditSubject.HOST, AuditType.USER_UPDATE_VDS, AuditType.USER_FAILED_UPDATE_VDS),
    REMOVE_HOST(AuditSubject.HOST, AuditType.USER_REMOVE_VDS, AuditType.USER_FAILED_REMOVE_VDS),
    ADD_STORAGE_DOMAIN(
            AuditSubject.STORAGE_DOMAIN, AuditType.USER_ADD_STORAGE_DOMAIN, AuditType.USER_ADD_STORAGE_DOMAIN_FAILED),
    UPDATE_STORAGE_DOMAIN(
            AuditSubject.STORAGE_DOMAIN,
            AuditType.USER_UPDATE_STORAGE_DOMAIN,
            AuditType.USER_UPDATE_STORAGE_DOMAIN_FAILED),
    REMOVE_STORAGE_DOMAIN(
            AuditSubject.STORAGE_DOMAIN,
            AuditType.USER_REMOVE_STORAGE_DOMAIN,
            AuditType.USER_REMOVE_STORAGE_DOMAIN_FAILED),
    ADD_PROVIDER(AuditSubject.PROVIDER, AuditType.PROVIDER_ADDED, AuditType.PROVIDER_ADDITION_FAILED),
    UPDATE_PROVIDER(AuditSubject.PROVIDER, AuditType.PROVIDER_UPDATED, AuditType.PROVIDER_UPDATE_FAILED),
    REMOVE_PROVIDER(AuditSubject.PROVIDER, AuditType.PROVIDER_REMOVED, AuditType.PROVIDER_REMOVAL_FAILED);

    private final AuditSubject subject;
    private final AuditType done;
    private final AuditType failed;

    Administration(AuditSubject subject, AuditType done, AuditType failed) {
        this.subject = subject;
        this.done = done;
        this.failed = failed;
    }

    AuditSubject subject() {
        return subject;
    }

    AuditType done() {
        return done;
    }

    AuditType failed() {
        return failed;
    }
}
