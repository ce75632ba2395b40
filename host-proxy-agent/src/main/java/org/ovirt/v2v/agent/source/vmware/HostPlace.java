package org.ovirt.v2v.agent.source.vmware;

import java.util.List;

/**
 * Where an ESXi host is in a vCenter.
 *
 * @param cluster empty for a host outside any cluster
 * @param datacenter with the folders above it
 * @param uriPath the stored names on the way from the root folder to the host, as libvirt's ESX driver wants them
 */
record HostPlace(String host, String cluster, String datacenter, List<String> uriPath) {
    /** The path as people write it: decoded names. */
    List<String> readablePath() {
        return uriPath.stream().map(VimNames::decode).toList();
    }
}
