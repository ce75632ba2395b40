package org.ovirt.v2v.agent.rpc;

/** Where verbs are run: those of each reach apart from the others, and parties in turn. */
@FunctionalInterface
public interface VerbWorkers {
    /**
     * Has the work done later by another thread. Throws {@link java.util.concurrent.RejectedExecutionException} if too much waits
     * already.
     *
     * @param party who wants it done, or whom it asks; what one party has much of waits for what others have little of
     */
    void execute(Verb.Reach reach, Object party, Runnable work);
}
