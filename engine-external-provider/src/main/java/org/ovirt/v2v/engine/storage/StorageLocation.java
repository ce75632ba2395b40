package org.ovirt.v2v.engine.storage;

/**
 * Where an export domain lies.
 *
 * @param address the NFS server; empty for a folder of the proxy host
 * @param path the exported folder on the server, or the folder on the proxy host
 * @param mountPath where the proxy host has it mounted
 */
public record StorageLocation(StorageType type, String address, String path, String mountPath) {}
