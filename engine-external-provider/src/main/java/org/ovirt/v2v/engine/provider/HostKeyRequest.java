package org.ovirt.v2v.engine.provider;

import org.ovirt.v2v.engine.EntityReference;

/**
 * Asks for the ssh host keys of a Xen host.
 *
 * @param url as {@code xen+ssh://root@host[:port]/}
 * @param host the proxy host to look through
 * @param dataCenter looked through any able host of it if no host is given
 */
public record HostKeyRequest(String url, EntityReference host, EntityReference dataCenter) {}
