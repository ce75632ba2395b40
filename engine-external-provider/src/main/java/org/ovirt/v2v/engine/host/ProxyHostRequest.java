package org.ovirt.v2v.engine.host;

import org.ovirt.v2v.engine.EntityReference;

/** What a user says of a proxy host; a null member says nothing. */
public record ProxyHostRequest(String name, String address, Integer port, EntityReference cluster) {}
