package org.ovirt.v2v.engine.host;

/** Where the agent of a proxy host listens. */
public record HostAddress(String address, int port) {}
