package org.ovirt.v2v.engine.provider;

import org.ovirt.v2v.engine.EntityReference;
import org.ovirt.v2v.model.source.Secret;

/**
 * What a user says of a provider; a null member says nothing.
 *
 * @param type "vmware" or "xen"
 * @param address of a vCenter: host or host:port
 * @param url of a Xen host: {@code xen+ssh://root@host[:port]/}
 * @param proxyHost an empty reference means that any able host will do
 */
public record ProviderRequest(
        String name,
        String description,
        String type,
        String address,
        String url,
        String username,
        Secret password,
        Tls tls,
        Ssh ssh,
        EntityReference dataCenter,
        EntityReference proxyHost) {
    /**
     * How the vCenter's certificate is checked.
     *
     * @param mode "pinned", "ca" or "none"
     * @param certificate PEM
     */
    public record Tls(String mode, String certificate) {}

    /**
     * How the Xen host's key is checked.
     *
     * @param hostKey as in OpenSSH's {@code .pub} files; empty means the {@code known_hosts} of the proxy hosts
     */
    public record Ssh(String hostKey) {}
}
