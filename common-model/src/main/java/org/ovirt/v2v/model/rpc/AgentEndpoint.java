package org.ovirt.v2v.model.rpc;

/** Where an agent listens, and what it takes. */
public final class AgentEndpoint {
    /** Bytes of the longest request that is taken. */
    public static final int LONGEST_REQUEST = 256 * 1024;

    private AgentEndpoint() {}
}
