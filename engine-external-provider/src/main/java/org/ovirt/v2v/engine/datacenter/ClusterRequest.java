package org.ovirt.v2v.engine.datacenter;

import org.ovirt.v2v.engine.EntityReference;

/** What a user says of a cluster; a null member says nothing. */
public record ClusterRequest(String name, String description, EntityReference dataCenter) {}
