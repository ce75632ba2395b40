package org.ovirt.v2v.testbed.rules.examples;

/** May use the daemon; it is looked at, never run. */
public final class RightIT {
    int port() {
        return Daemon.port();
    }
}
