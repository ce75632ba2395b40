package org.ovirt.v2v.testbed.rules.examples;

/** Calls itself a unit test, but needs the daemon; it is looked at, never run. */
public final class HelpedTest {
    int port() {
        return AskingHelper.port();
    }
}
