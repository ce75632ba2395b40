package org.ovirt.v2v.engine.provider;

import org.ovirt.v2v.engine.EntityReference;

/**
 * Asks for the certificate of a vCenter.
 *
 * @param address host or host:port
 * @param host the proxy host to look through
 * @param dataCenter looked through any able host of it if no host is given
 */
public record CertificateRequest(String address, EntityReference host, EntityReference dataCenter) {}
