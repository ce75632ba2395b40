package org.ovirt.v2v.engine.administration;

import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.audit.AuditSubject;
import org.ovirt.v2v.engine.audit.AuditType;

/** The events of what administrators do with one kind of entity. */
record AdministrationEvents(AuditSubject subject, Outcome addition, Outcome change, Outcome removal) {
    /** The event if it worked, and the one if it did not. */
    record Outcome(AuditType done, AuditType failed) {}

    static AdministrationEvents of(EntityKind kind) {
        return switch (kind) {
            case DATA_CENTER ->
                new AdministrationEvents(
                        AuditSubject.DATA_CENTER,
                        new Outcome(AuditType.USER_ADD_STORAGE_POOL, AuditType.USER_ADD_STORAGE_POOL_FAILED),
                        new Outcome(AuditType.USER_UPDATE_STORAGE_POOL, AuditType.USER_UPDATE_STORAGE_POOL_FAILED),
                        new Outcome(AuditType.USER_REMOVE_STORAGE_POOL, AuditType.USER_REMOVE_STORAGE_POOL_FAILED));
            case CLUSTER ->
                new AdministrationEvents(
                        AuditSubject.CLUSTER,
                        new Outcome(AuditType.USER_ADD_CLUSTER, AuditType.USER_ADD_CLUSTER_FAILED),
                        new Outcome(AuditType.USER_UPDATE_CLUSTER, AuditType.USER_UPDATE_CLUSTER_FAILED),
                        new Outcome(AuditType.USER_REMOVE_CLUSTER, AuditType.USER_REMOVE_CLUSTER_FAILED));
            case PROXY_HOST ->
                new AdministrationEvents(
                        AuditSubject.HOST,
                        new Outcome(AuditType.USER_ADD_VDS, AuditType.USER_FAILED_ADD_VDS),
                        new Outcome(AuditType.USER_UPDATE_VDS, AuditType.USER_FAILED_UPDATE_VDS),
                        new Outcome(AuditType.USER_REMOVE_VDS, AuditType.USER_FAILED_REMOVE_VDS));
            case STORAGE_DOMAIN ->
                new AdministrationEvents(
                        AuditSubject.STORAGE_DOMAIN,
                        new Outcome(AuditType.USER_ADD_STORAGE_DOMAIN, AuditType.USER_ADD_STORAGE_DOMAIN_FAILED),
                        new Outcome(AuditType.USER_UPDATE_STORAGE_DOMAIN, AuditType.USER_UPDATE_STORAGE_DOMAIN_FAILED),
                        new Outcome(AuditType.USER_REMOVE_STORAGE_DOMAIN, AuditType.USER_REMOVE_STORAGE_DOMAIN_FAILED));
            case PROVIDER ->
                new AdministrationEvents(
                        AuditSubject.PROVIDER,
                        new Outcome(AuditType.PROVIDER_ADDED, AuditType.PROVIDER_ADDITION_FAILED),
                        new Outcome(AuditType.PROVIDER_UPDATED, AuditType.PROVIDER_UPDATE_FAILED),
                        new Outcome(AuditType.PROVIDER_REMOVED, AuditType.PROVIDER_REMOVAL_FAILED));
            case NETWORK,
                    VNIC_PROFILE,
                    EXTERNAL_VM,
                    IMPORT,
                    ATTEMPT,
                    LOG,
                    VM,
                    JOB,
                    STEP,
                    EVENT,
                    USER,
                    ROLE,
                    PERMISSION,
                    TOKEN -> throw new IllegalArgumentException("no administrator manages a " + kind.words());
        };
    }
}
