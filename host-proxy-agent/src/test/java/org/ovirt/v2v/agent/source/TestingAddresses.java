package org.ovirt.v2v.agent.source;

import org.ovirt.v2v.model.source.AddressRanges;

/** The tests' own sources are on this machine. */
public final class TestingAddresses {
    public static final SourceAddresses HERE = new SourceAddresses(AddressRanges.of("127.0.0.0/8,::1"));

    private TestingAddresses() {}
}
