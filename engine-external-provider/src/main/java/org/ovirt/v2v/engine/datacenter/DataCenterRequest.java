package org.ovirt.v2v.engine.datacenter;

/** What a user says of a data center; a null member says nothing. */
public record DataCenterRequest(String name, String description) {}
