package org.ovirt.v2v.engine.host;

/** Where the agent of a proxy host listens. */
public record HostAddress(String address, int port) {
    /** For people: address:port. */
    @Override
    public String toString() {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
