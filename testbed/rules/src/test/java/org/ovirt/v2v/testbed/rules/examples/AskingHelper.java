package org.ovirt.v2v.testbed.rules.examples;

/** Uses the daemon without saying so. */
public final class AskingHelper {
    private AskingHelper() {}

    static int port() {
        return Daemon.port();
    }
}
