package org.ovirt.v2v.engine.storage;

import org.ovirt.v2v.engine.EntityReference;

/**
 * What a user says of an export domain; a null member says nothing.
 *
 * @param type must be "export"
 * @param dataCenter that it is attached to at once; if missing, it is registered through the host and not attached
 * @param host the proxy host to register it through; any able one of the data center if missing
 */
public record StorageDomainRequest(
        String name, String type, EntityReference dataCenter, EntityReference host, Storage storage) {
    /**
     * Where it lies.
     *
     * @param type "nfs" or "localfs"
     * @param address the NFS server
     * @param path on the server, or on the proxy host
     * @param mountPath where the proxy host has it mounted, if that is not where VDSM would mount it
     */
    public record Storage(String type, String address, String path, String mountPath) {}
}
