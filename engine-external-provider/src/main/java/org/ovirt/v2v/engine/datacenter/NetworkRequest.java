package org.ovirt.v2v.engine.datacenter;

import org.ovirt.v2v.engine.EntityReference;

/** What a user says of a network; a null member says nothing. */
public record NetworkRequest(String name, String description, EntityReference dataCenter) {}
