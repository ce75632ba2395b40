package org.ovirt.v2v.engine.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovirt.v2v.engine.access.Permit;

/**
 * Who may call an operation, and where.
 *
 * @param need what it takes; an operation that is not in the table may be called by nobody
 * @param permit that the caller needs; empty if none
 * @param place where the caller needs it
 */
record AccessRule(Need need, Optional<Permit> permit, Place place) {
    /** What a caller must show. */
    enum Need {
        /** Not even that there is a user. */
        NOTHING,
        /** That there is a user. */
        USER,
        /** A permit, or that the user of the path is the caller. */
        OWN_OR_PERMIT,
        PERMIT
    }

    /** Where a permit is needed. */
    enum Place {
        /** In the whole system. */
        EVERYWHERE,
        /** In any data center: the domain shows, finds and uses only what belongs to those that the caller has it for. */
        SOMEWHERE,
        /** In the data center of the provider of the path. */
        PROVIDER,
        /** In the data center of the import of the path. */
        IMPORT
    }

    private static final Map<String, AccessRule> RULES = rules();

    private static Map<String, AccessRule> rules() {
        Map<String, AccessRule> rules = new HashMap<>();
        put(
                rules,
                new AccessRule(Need.NOTHING, Optional.empty(), Place.EVERYWHERE),
                "signIn",
                "signOut",
                "openSession",
                "closeSession");
        put(
                rules,
                new AccessRule(Need.USER, Optional.empty(), Place.EVERYWHERE),
                "getApi",
                "listRoles",
                "getRole",
                "listTokens",
                "getToken",
                "revokeToken",
                "showTokenInfo",
                "showSession");
        put(
                rules,
                new AccessRule(Need.OWN_OR_PERMIT, Optional.of(Permit.READ), Place.EVERYWHERE),
                "getUser",
                "listPermissionsOfUser");
        put(
                rules,
                new AccessRule(Need.OWN_OR_PERMIT, Optional.of(Permit.MANAGE_USERS), Place.EVERYWHERE),
                "changePassword");
        put(
                rules,
                permit(Permit.READ, Place.SOMEWHERE),
                "listClusters",
                "getCluster",
                "listDataCenters",
                "getDataCenter",
                "listClustersOfDataCenter",
                "listNetworksOfDataCenter",
                "listNetworks",
                "getNetwork",
                "listVnicProfilesOfNetwork",
                "listVnicProfiles",
                "getVnicProfile",
                "listAttachedStorageDomains",
                "getAttachedStorageDomain",
                "listEvents",
                "getEvent",
                "listImports",
                "getImportStatistics",
                "getImport",
                "listAttempts",
                "getConversionLog",
                "getSupportBundle",
                "listProviders",
                "getProvider",
                "listHosts",
                "getHost",
                "getHostV2v",
                "getAgentLog",
                "listJobs",
                "getJob",
                "listSteps",
                "getStep",
                "followImports",
                "followImport",
                "followEvents",
                "listStorageDomains",
                "getStorageDomain",
                "listExportedMachines",
                "checkStorageDomain",
                "getExportedMachine",
                "listExportedDiskAttachments",
                "listExportedDisks",
                "listExportedNics",
                "listVms",
                "getVm",
                "listVmDiskAttachments",
                "listVmNics",
                "listVmNumaNodes");
        put(rules, permit(Permit.READ, Place.PROVIDER), "listMachines", "getMachine");
        put(
                rules,
                permit(Permit.READ, Place.EVERYWHERE),
                "getImportQueue",
                "listUsers",
                "listPermissions",
                "getPermission");
        put(
                rules,
                permit(Permit.IMPORT, Place.SOMEWHERE),
                "addExternalVmImport",
                "removeExportedMachine",
                "addJob",
                "endJob",
                "clearJob",
                "addStep",
                "endStep");
        put(rules, permit(Permit.IMPORT, Place.PROVIDER), "testConnectivity", "importMachines", "importMachine");
        put(
                rules,
                permit(Permit.IMPORT, Place.IMPORT),
                "updateImport",
                "cancelImport",
                "pauseImport",
                "resumeImport",
                "tryImportNow",
                "retryImport");
        put(rules, permit(Permit.IMPORT, Place.EVERYWHERE), "pauseImportQueue", "resumeImportQueue");
        put(
                rules,
                permit(Permit.CONFIGURE, Place.EVERYWHERE),
                "addCluster",
                "updateCluster",
                "removeCluster",
                "addNetwork",
                "updateNetwork",
                "removeNetwork",
                "addDataCenter",
                "updateDataCenter",
                "removeDataCenter",
                "addProvider",
                "updateProvider",
                "removeProvider",
                "fetchCertificate",
                "fetchProviderCertificate",
                "fetchHostKeys",
                "fetchProviderHostKeys",
                "addHost",
                "updateHost",
                "removeHost",
                "fenceHost",
                "retryOwedRemovals",
                "addStorageDomain",
                "updateStorageDomain",
                "removeStorageDomain",
                "attachStorageDomain",
                "detachStorageDomain");
        put(
                rules,
                permit(Permit.MANAGE_USERS, Place.EVERYWHERE),
                "addUser",
                "removeUser",
                "addPermission",
                "removePermission");
        return Map.copyOf(rules);
    }

    private static void put(Map<String, AccessRule> rules, AccessRule rule, String... operations) {
        for (String operation : operations) {
            if (rules.put(operation, rule) != null) {
                throw new IllegalStateException("there are two rules for " + operation);
            }
        }
    }

    private static AccessRule permit(Permit permit, Place place) {
        return new AccessRule(Need.PERMIT, Optional.of(permit), place);
    }

    /** By the id of the operation, as in the OpenAPI document. */
    static Optional<AccessRule> of(String operation) {
        return Optional.ofNullable(RULES.get(operation));
    }

    /** The operations that there are rules for. */
    static Set<String> operations() {
        return RULES.keySet();
    }
}
