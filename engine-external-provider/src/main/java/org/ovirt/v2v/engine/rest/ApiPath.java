package org.ovirt.v2v.engine.rest;

import java.util.UUID;
import org.ovirt.v2v.engine.EntityKind;
import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.engine.NoSuchEntityException;

/** Paths of the API, and ids in them. */
final class ApiPath {
    static final String API = "/ovirt-engine/api";
    static final String DATA_CENTERS = API + "/datacenters";
    static final String CLUSTERS = API + "/clusters";
    static final String NETWORKS = API + "/networks";
    static final String VNIC_PROFILES = API + "/vnicprofiles";
    static final String HOSTS = API + "/hosts";
    static final String STORAGE_DOMAINS = API + "/storagedomains";
    static final String PROVIDERS = API + "/externalvmproviders";
    static final String IMPORTS = API + "/imports";
    static final String EXTERNAL_VM_IMPORTS = API + "/externalvmimports";
    static final String IMPORT_QUEUE = API + "/importqueue";
    static final String JOBS = API + "/jobs";
    static final String EVENTS = API + "/events";
    static final String VMS = API + "/vms";
    static final String USERS = API + "/users";
    static final String ROLES = API + "/roles";
    static final String PERMISSIONS = API + "/permissions";
    static final String TOKENS = API + "/tokens";

    private ApiPath() {}

    /** The id in a path; a text that is no id belongs to no entity. */
    static UUID id(EntityKind kind, String text) {
        return EntityReference.parse(text).orElseThrow(() -> new NoSuchEntityException(kind, text));
    }
}
