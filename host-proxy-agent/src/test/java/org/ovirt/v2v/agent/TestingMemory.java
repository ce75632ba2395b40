package org.ovirt.v2v.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.ovirt.v2v.testbed.AgentProcess;

/** What the agent is allowed, whatever happens to it. */
public final class TestingMemory {
    /** Bytes that it may have resident at any time; its helpers have memory of their own. */
    public static final long MOST = 150L << 20;

    private TestingMemory() {}

    /** Prints the most that it ever had, also before it was stopped or killed, and fails if that was too much. */
    public static void assertBounded(AgentProcess agent) {
        long peak = agent.peakMemory();
        System.out.printf(
                "MEASURED: the agent had %d MiB at most, its helpers together %d%n",
                peak >> 20, agent.peakMemoryOfHelpers() >> 20);
        assertThat(peak).as("memory of the agent at its peak").isBetween(1L, MOST);
    }
}
