package org.ovirt.v2v.agent.process;

/** A process with all that it has started. */
public final class ProcessTree {
    private ProcessTree() {}

    /** Kills all of them, and waits for none. What the process has printed can still be read. */
    public static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // unlike the process itself, its handle leaves the stream alone that is being read
        process.toHandle().destroyForcibly();
    }
}
