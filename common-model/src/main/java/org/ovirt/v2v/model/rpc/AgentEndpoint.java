package org.ovirt.v2v.model.rpc;

/** Where an agent listens, and what it takes. */
public final class AgentEndpoint {
    /** Where agents listen if nothing else is said; VDSM has 54321. */
    public static final int DEFAULT_PORT = 24_325;

    /** Bytes of the longest request that is taken. */
    public static final int LONGEST_REQUEST = 256 * 1024;

    private AgentEndpoint() {}
}
