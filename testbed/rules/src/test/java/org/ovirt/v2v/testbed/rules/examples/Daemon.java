package org.ovirt.v2v.testbed.rules.examples;

import org.ovirt.v2v.testbed.rules.NeedsPeer;

/** Stands for a fixture that starts a process. */
@NeedsPeer
public final class Daemon {
    private Daemon() {}

    public static int port() {
        return 1;
    }
}
