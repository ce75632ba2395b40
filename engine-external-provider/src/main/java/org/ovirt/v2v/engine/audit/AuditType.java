package org.ovirt.v2v.engine.audit;

import static org.ovirt.v2v.engine.audit.AuditSeverity.ALERT;
import static org.ovirt.v2v.engine.audit.AuditSeverity.ERROR;
import static org.ovirt.v2v.engine.audit.AuditSeverity.NORMAL;
import static org.ovirt.v2v.engine.audit.AuditSeverity.WARNING;

/** Kinds of event with oVirt's own names, numbers and texts (AuditLogType, AuditLogMessages.properties). */
public enum AuditType {
    USER_VDC_LOGIN(
            30, NORMAL, "User ${UserName} connecting from '${SourceIP}' using session '${SessionID}' logged in."),
    USER_VDC_LOGOUT(
            31, NORMAL, "User ${UserName} connected from '${SourceIP}' using session '${SessionID}' logged out."),
    USER_VDC_LOGIN_FAILED(114, ERROR, "User ${UserName} connecting from '${SourceIP}' failed to log in${LoginErrMsg}."),
    VDS_FAILURE(12, ERROR, "Host ${VdsName} is non responsive."),
    VDS_DETECTED(13, NORMAL, "Status of host ${VdsName} was set to ${HostStatus}."),
    USER_ADD_VDS(42, NORMAL, "Host ${VdsName} was added by ${UserName}."),
    USER_UPDATE_VDS(43, NORMAL, "Host ${VdsName} configuration was updated by ${UserName}."),
    USER_REMOVE_VDS(44, NORMAL, "Host ${VdsName} was removed by ${UserName}."),
    USER_FAILED_ADD_VDS(104, ERROR, "Failed to add Host ${VdsName} (User: ${UserName})."),
    USER_FAILED_UPDATE_VDS(105, ERROR, "Failed to update Host ${VdsName} (User: ${UserName})."),
    USER_FAILED_REMOVE_VDS(106, ERROR, "Failed to remove Host ${VdsName} (User: ${UserName})."),
    VM_CANCEL_CONVERSION(194, NORMAL, "Conversion cancelled (VM: ${VmName}, Source: ${VdsName}, User: ${UserName})."),
    VM_CANCEL_CONVERSION_FAILED(195, ERROR, "Failed to cancel conversion for VM: ${VmName}"),
    NETWORK_UPDATE_NETWORK(
            1114, NORMAL, "Network ${NetworkName} was updated on Data Center: ${StoragePoolName} (User: ${UserName})"),
    NETWORK_UPDATE_NETWORK_FAILED(
            1115,
            ERROR,
            "Failed to update Network ${NetworkName} on Data Center: ${StoragePoolName} (User: ${UserName})"),
    IMPORTEXPORT_GET_EXTERNAL_VMS_INFO_FAILED(
            202, ERROR, "Failed to retrieve VMs information from external server ${URL}"),
    PROVIDER_ADDED(205, NORMAL, "Provider ${ProviderName} was added. (User: ${UserName})"),
    PROVIDER_ADDITION_FAILED(206, ERROR, "Failed to add provider ${ProviderName}. (User: ${UserName})"),
    PROVIDER_UPDATED(207, NORMAL, "Provider ${ProviderName} was updated. (User: ${UserName})"),
    PROVIDER_UPDATE_FAILED(208, ERROR, "Failed to update provider ${ProviderName}. (User: ${UserName})"),
    PROVIDER_REMOVED(209, NORMAL, "Provider ${ProviderName} was removed. (User: ${UserName})"),
    PROVIDER_REMOVAL_FAILED(210, ERROR, "Failed to remove provider ${ProviderName}. (User: ${UserName})"),
    USER_PASSWORD_CHANGED(346, NORMAL, "Password changed successfully for ${UserName}"),
    USER_PASSWORD_CHANGE_FAILED(347, ERROR, "Failed to change password. (User: ${UserName})"),
    USER_ADD_CLUSTER(809, NORMAL, "Cluster ${ClusterName} was added by ${UserName}"),
    USER_ADD_CLUSTER_FAILED(810, ERROR, "Failed to add Host cluster (User: ${UserName})"),
    USER_UPDATE_CLUSTER(811, NORMAL, "Host cluster ${ClusterName} was updated by ${UserName}"),
    USER_UPDATE_CLUSTER_FAILED(812, ERROR, "Failed to update Host cluster (User: ${UserName})"),
    USER_REMOVE_CLUSTER(813, NORMAL, "Host cluster ${ClusterName} was removed by ${UserName}"),
    USER_REMOVE_CLUSTER_FAILED(814, ERROR, "Failed to remove Host cluster (User: ${UserName})"),
    HOST_CERTIFICATION_IS_ABOUT_TO_EXPIRE(
            845,
            WARNING,
            "Host ${VdsName} certification is about to expire at ${ExpirationDate}. Please renew the host's"
                    + " certification."),
    HOST_CERTIFICATION_HAS_EXPIRED(
            877,
            ALERT,
            "Host ${VdsName} certification has expired at ${ExpirationDate}. Please renew the host's certification."),
    ENGINE_CERTIFICATION_HAS_EXPIRED(
            846,
            ALERT,
            "Engine's certification has expired at ${ExpirationDate} (${File}). Please renew the engine's"
                    + " certification."),
    ENGINE_CERTIFICATION_IS_ABOUT_TO_EXPIRE(
            847,
            WARNING,
            "Engine's certification is about to expire at ${ExpirationDate} (${File}). Please renew the engine's"
                    + " certification."),
    ENGINE_CA_CERTIFICATION_HAS_EXPIRED(
            848,
            ALERT,
            "Engine's CA certification has expired at ${ExpirationDate} (${File}). Please renew the engine's CA"
                    + " certification."),
    ENGINE_CA_CERTIFICATION_IS_ABOUT_TO_EXPIRE(
            849,
            WARNING,
            "Engine's CA certification is about to expire at ${ExpirationDate} (${File}). Please renew the engine's CA"
                    + " certification."),
    USER_ADD_PERMISSION(
            850,
            NORMAL,
            "User/Group ${SubjectName} was granted permission for Role ${RoleName} on ${VdcObjectType} ${VdcObjectName}, by"
                    + " ${UserName}."),
    USER_REMOVE_PERMISSION(
            852,
            NORMAL,
            "User/Group ${SubjectName} Role ${RoleName} permission was removed from ${VdcObjectType} ${VdcObjectName} by"
                    + " ${UserName}"),
    NETWORK_ADD_NETWORK(
            942, NORMAL, "Network ${NetworkName} was added to Data Center: ${StoragePoolName} (User: ${UserName})"),
    NETWORK_ADD_NETWORK_FAILED(
            943, ERROR, "Failed to add Network ${NetworkName} to Data Center: ${StoragePoolName} (User: ${UserName})"),
    NETWORK_REMOVE_NETWORK(
            944, NORMAL, "Network ${NetworkName} was removed from Data Center: ${StoragePoolName} (User: ${UserName})"),
    NETWORK_REMOVE_NETWORK_FAILED(
            945,
            ERROR,
            "Failed to remove Network ${NetworkName} from Data Center: ${StoragePoolName} (User: ${UserName})"),
    USER_ADD_STORAGE_POOL(950, NORMAL, "Data Center ${StoragePoolName} was added by ${UserName}"),
    USER_ADD_STORAGE_POOL_FAILED(951, ERROR, "Failed to add Data Center ${StoragePoolName}. (User: ${UserName})"),
    USER_UPDATE_STORAGE_POOL(952, NORMAL, "Data Center ${StoragePoolName} was updated by ${UserName}"),
    USER_UPDATE_STORAGE_POOL_FAILED(953, ERROR, "Failed to update Data Center ${StoragePoolName}. (User: ${UserName})"),
    USER_REMOVE_STORAGE_POOL(954, NORMAL, "Data Center ${StoragePoolName} was removed by ${UserName}"),
    USER_REMOVE_STORAGE_POOL_FAILED(955, ERROR, "Failed to remove Data Center ${StoragePoolName}. (User: ${UserName})"),
    USER_ADD_STORAGE_DOMAIN(956, NORMAL, "Storage Domain ${StorageDomainName} was added by ${UserName}"),
    USER_ADD_STORAGE_DOMAIN_FAILED(
            957, ERROR, "Failed to add Storage Domain ${StorageDomainName}. (User: ${UserName})"),
    USER_UPDATE_STORAGE_DOMAIN(958, NORMAL, "Storage Domain ${StorageDomainName} was updated by ${UserName}"),
    USER_UPDATE_STORAGE_DOMAIN_FAILED(
            959, ERROR, "Failed to update Storage Domain ${StorageDomainName}. (User: ${UserName})"),
    USER_REMOVE_STORAGE_DOMAIN(960, NORMAL, "Storage Domain ${StorageDomainName} was removed by ${UserName}"),
    USER_REMOVE_STORAGE_DOMAIN_FAILED(
            961, ERROR, "Failed to remove Storage Domain ${StorageDomainName}. (User: ${UserName})"),
    USER_ATTACH_STORAGE_DOMAIN_TO_POOL(
            962,
            NORMAL,
            "Storage Domain ${StorageDomainName} was attached to Data Center ${StoragePoolName} by ${UserName}"),
    USER_ATTACH_STORAGE_DOMAIN_TO_POOL_FAILED(
            963,
            ERROR,
            "Failed to attach Storage Domain ${StorageDomainName} to Data Center ${StoragePoolName}. (User: ${UserName})"),
    USER_DETACH_STORAGE_DOMAIN_FROM_POOL(
            964,
            NORMAL,
            "Storage Domain ${StorageDomainName} was detached from Data Center ${StoragePoolName} by ${UserName}"),
    USER_DETACH_STORAGE_DOMAIN_FROM_POOL_FAILED(
            965,
            ERROR,
            "Failed to detach Storage Domain ${StorageDomainName} from Data Center ${StoragePoolName}. (User: ${UserName})"),
    IMPORTEXPORT_IMPORT_VM(
            1152,
            NORMAL,
            "Vm ${VmName} was imported successfully to Data Center ${StoragePoolName}, Cluster ${ClusterName}"),
    IMPORTEXPORT_IMPORT_VM_FAILED(
            1153, ERROR, "Failed to import Vm ${VmName} to Data Center ${StoragePoolName}, Cluster ${ClusterName}"),
    IMPORTEXPORT_STARTING_IMPORT_VM(
            1165, NORMAL, "Starting to import Vm ${VmName} to Data Center ${StoragePoolName}, Cluster ${ClusterName}"),
    IMPORTEXPORT_NO_PROXY_HOST_AVAILABLE_IN_DC(
            1186,
            ERROR,
            "No Host in Data Center '${StoragePoolName}' can serve as a proxy to retrieve remote VMs information (User:"
                    + " ${UserName})."),
    IMPORTEXPORT_HOST_CANNOT_SERVE_AS_PROXY(
            1187,
            ERROR,
            "Host ${VdsName} cannot be used as a proxy to retrieve remote VMs information since it is not up (User:"
                    + " ${UserName})."),
    IMPORTEXPORT_STARTING_CONVERT_VM(1193, NORMAL, "Starting to convert Vm ${VmName}"),
    IMPORTEXPORT_CONVERT_FAILED(1194, ERROR, "Failed to convert Vm ${VmName}"),
    IMPORTEXPORT_CANNOT_GET_OVF(1195, ERROR, "Failed to get the configuration of converted Vm ${VmName}"),
    IMPORTEXPORT_INVALID_OVF(1196, ERROR, "Failed to process the configuration of converted Vm ${VmName}"),
    IMPORTEXPORT_GET_EXTERNAL_VMS_NOT_IN_DOWN_STATUS(
            10_013, WARNING, "The following VMs retrieved from external server ${URL} are not in down status: ${Vms}."),
    /** Ours: oVirt has no archive, and no numbers so high. */
    IMPORTS_NOT_ARCHIVED(
            20_001, ERROR, "Old imports cannot be archived in ${Folder} and stay in the database: ${Reason}"),
    /** Ours: oVirt has no second attempts. */
    IMPORT_TRIED_AGAIN_BY_ITSELF(
            20_011, WARNING, "Vm ${VmName} could not be converted on ${VdsName}; attempt ${Attempt} follows by itself"),
    IMPORT_TRIED_AGAIN(20_012, NORMAL, "Import of Vm ${VmName} was started again by ${UserName} (attempt ${Attempt})"),
    HOST_FENCED(20_013, WARNING, "Host ${VdsName} was declared dead by ${UserName}; its imports go on elsewhere"),
    IMPORT_QUEUE_PAUSED(20_014, WARNING, "The queue of imports was paused by ${UserName}; no import begins"),
    IMPORT_QUEUE_RESUMED(20_015, NORMAL, "The queue of imports was resumed by ${UserName}"),
    UNKNOWN_JOBS_ON_HOST(
            20_016,
            WARNING,
            "Host ${VdsName} has jobs that this engine knows nothing of: another engine's, or begun by hand"),
    /** Ours: oVirt's conversions end when something is in their way. */
    IMPORT_OBSTRUCTED(20_017, WARNING, "The conversion of Vm ${VmName} on ${VdsName} waits for what is in its way"),
    IMPORT_GOES_ON(
            20_018, NORMAL, "The conversion of Vm ${VmName} on ${VdsName} goes on: nothing is in its way any more"),
    /** Ours: oVirt keeps the users of its internal profile outside of the engine. */
    USER_ADDED(20_021, NORMAL, "User ${SubjectName} was added by ${UserName}"),
    USER_REMOVED(20_022, NORMAL, "User ${SubjectName} was removed by ${UserName}"),
    USER_PASSWORD_RESET(20_023, NORMAL, "The password of ${SubjectName} was set anew by ${UserName}"),
    /** Ours: oVirt only logs it. */
    ACTION_REFUSED(
            20_024, WARNING, "User ${UserName} connecting from '${SourceIP}' was refused ${Action}: lacks ${Permit}"),
    /** Ours: oVirt has no such limits. */
    CLIENT_LIMITED(
            20_025,
            WARNING,
            "User ${UserName} connecting from '${SourceIP}' asks for more than one client may at a time"),
    /** Ours: oVirt calls any end of a log-in a log-out. */
    TOKEN_REVOKED(20_026, NORMAL, "The log-in of user ${SubjectName} from '${SourceIP}' was ended by ${UserName}"),
    EXPORTED_VM_REMOVED(
            20_030, NORMAL, "Vm ${VmName} was removed from Storage Domain ${StorageDomainName} by ${UserName}"),
    EXPORTED_VM_REMOVAL_FAILED(
            20_031,
            ERROR,
            "Failed to remove Vm ${VmName} from Storage Domain ${StorageDomainName}. (User: ${UserName})"),
    /** Ours: in oVirt nobody else takes out what is being imported. */
    IMPORTED_VM_TAKEN_OUT(
            20_032,
            NORMAL,
            "Vm ${VmName} was taken out of Storage Domain ${StorageDomainName} before its configuration was read");

    private final int code;
    private final AuditSeverity severity;
    private final String template;

    AuditType(int code, AuditSeverity severity, String template) {
        this.code = code;
        this.severity = severity;
        this.template = template;
    }

    public int code() {
        return code;
    }

    public AuditSeverity severity() {
        return severity;
    }

    String template() {
        return template;
    }
}
