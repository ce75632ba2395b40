package org.ovirt.v2v.agent;

import org.ovirt.v2v.model.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What the agent was built from. */
public final class AgentVersion implements IVersionProvider {
    private static final ProgramVersion CURRENT = ProgramVersion.of(AgentVersion.class);

    /** The version alone. */
    public static String current() {
        return CURRENT.version();
    }

    /** Version and commit. */
    static String full() {
        return CURRENT.toString();
    }

    @Override
    public String[] getVersion() {
        return new String[] {"ovirt-v2v-agent " + full()};
    }
}
