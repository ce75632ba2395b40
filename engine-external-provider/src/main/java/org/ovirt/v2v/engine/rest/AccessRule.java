package org.ovirt.v2v.engine.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovirt.v2v.engine.security.Access;
import org.ovirt.v2v.engine.security.Permit;

/**
 * Who may call an operation.
 *
 * @param need what it takes; an operation that is not in the table may be called by nobody
 * @param permit that the caller needs; empty if none
 */
record AccessRule(Need need, Optional<Permit> permit) {
    /** What a caller must show. */
    private enum Need {
        /** Not even that there is a user. */
        NOTHING,
        /** That there is a user. */
        USER,
        /** A permit, or that the user of the path is the caller. */
        OWN_OR_PERMIT,
        PERMIT
    }

    private static final String ID = "id";
    private static final Map<String, AccessRule> RULES = rules();

    private static Map<String, AccessRule> rules() {
        Map<String, AccessRule> rules = new HashMap<>();
        put(rules, new AccessRule(Need.NOTHING, Optional.empty()), "signIn", "signOut");
        put(rules, new AccessRule(Need.USER, Optional.empty()), "getApi", "listRoles", "getRole");
        put(rules, new AccessRule(Need.OWN_OR_PERMIT, Optional.of(Permit.READ)), "getUser", "listPermissionsOfUser");
        put(rules, new AccessRule(Need.OWN_OR_PERMIT, Optional.of(Permit.MANAGE_USERS)), "changePassword");
        put(
                rules,
                permit(Permit.READ),
                "listClusters",
                "getCluster",
                "listDataCenters",
                "getDataCenter",
                "listEvents",
                "getEvent",
                "getImportQueue",
                "listImports",
                "getImport",
                "listAttempts",
                "listProviders",
                "getProvider",
                "listMachines",
                "getMachine",
                "listHosts",
                "getHost",
                "listJobs",
                "getJob",
                "listSteps",
                "getStep",
                "followImports",
                "listStorageDomains",
                "getStorageDomain",
                "listExportedMachines",
                "getExportedMachine",
                "listExportedDiskAttachments",
                "listExportedDisks",
                "listExportedNics",
                "listVms",
                "getVm",
                "listVmDiskAttachments",
                "listVmNics",
                "listVmNumaNodes",
                "listUsers",
                "listPermissions",
                "getPermission");
        put(
                rules,
                permit(Permit.IMPORT),
                "pauseImportQueue",
                "resumeImportQueue",
                "updateImport",
                "cancelImport",
                "pauseImport",
                "resumeImport",
                "retryImport",
                "testConnectivity",
                "importMachines",
                "importMachine",
                "addExternalVmImport");
        put(
                rules,
                permit(Permit.CONFIGURE),
                "addCluster",
                "updateCluster",
                "removeCluster",
                "addDataCenter",
                "updateDataCenter",
                "removeDataCenter",
                "addProvider",
                "updateProvider",
                "removeProvider",
                "fetchCertificate",
                "fetchProviderCertificate",
                "addHost",
                "updateHost",
                "removeHost",
                "fenceHost",
                "addStorageDomain",
                "updateStorageDomain",
                "removeStorageDomain");
        put(rules, permit(Permit.MANAGE_USERS), "addUser", "removeUser", "addPermission", "removePermission");
        return Map.copyOf(rules);
    }

    private static void put(Map<String, AccessRule> rules, AccessRule rule, String... operations) {
        for (String operation : operations) {
            if (rules.put(operation, rule) != null) {
                throw new IllegalStateException("there are two rules for " + operation);
            }
        }
    }

    private static AccessRule permit(Permit permit) {
        return new AccessRule(Need.PERMIT, Optional.of(permit));
    }

    /** By the id of the operation, as in the OpenAPI document. */
    static Optional<AccessRule> of(String operation) {
        return Optional.ofNullable(RULES.get(operation));
    }

    /** The operations that there are rules for. */
    static Set<String> operations() {
        return RULES.keySet();
    }

    boolean allows(Access access, MultivaluedMap<String, String> path) {
        return switch (need) {
            case NOTHING, USER -> true;
            case OWN_OR_PERMIT -> access.userId().toString().equalsIgnoreCase(path.getFirst(ID)) || isPermitted(access);
            case PERMIT -> isPermitted(access);
        };
    }

    private boolean isPermitted(Access access) {
        return permit.filter(access::may).isPresent();
    }
}
