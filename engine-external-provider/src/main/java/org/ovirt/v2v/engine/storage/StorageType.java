package org.ovirt.v2v.engine.storage;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the folder of an export domain comes from, by oVirt's names. */
public enum StorageType {
    @JsonProperty("nfs")
    NFS,
    /** A folder of the proxy host itself. */
    @JsonProperty("localfs")
    LOCALFS
}
