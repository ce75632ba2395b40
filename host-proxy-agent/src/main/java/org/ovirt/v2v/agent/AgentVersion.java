package org.ovirt.v2v.agent;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the agent's jar. */
public final class AgentVersion implements IVersionProvider {
    /** The version; "development" if the classes do not come from a jar. */
    public static String current() {
        return Optional.ofNullable(AgentVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"ovirt-v2v-agent " + current()};
    }
}
