package org.ovirt.v2v.agent.rpc;

/** Where verbs are run: those of each reach apart from the others, and clients in turn. */
@FunctionalInterface
public interface VerbWorkers {
    /**
     * Has the work done later by another thread. Throws {@link java.util.concurrent.RejectedExecutionException} if too much waits
     * already.
     *
     * @param client whose work it is; whoever has much to do waits for those who have little
     */
    void execute(Verb.Reach reach, Object client, Runnable work);
}
