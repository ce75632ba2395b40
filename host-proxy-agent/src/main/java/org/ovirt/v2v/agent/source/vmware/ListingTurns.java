package org.ovirt.v2v.agent.source.vmware;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * Lets one list of all machines be collected at a time, in the order in which they were asked for: a server may have ten thousand
 * machines, and several such lists do not fit into the agent's memory. Few may wait, so that workers stay free for other verbs.
 */
final class ListingTurns {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_WAITING = 4;

    private final Semaphore free = new Semaphore(1, true);
    private final Duration patience;

    ListingTurns() {
        this(PATIENCE);
    }

    ListingTurns(Duration patience) {
        this.patience = patience;
    }

    /** Runs it when nobody else lists; fails if that takes too long or too many wait already. */
    <T> T inTurn(Listing<T> listing) throws FailureException {
        await();
        try {
            return listing.list();
        } finally {
            free.release();
        }
    }

    /** How many wait now. */
    int waiting() {
        return free.getQueueLength();
    }

    private void await() throws FailureException {
        if (waiting() >= MOST_WAITING) {
            throw busy("and " + MOST_WAITING + " more wait");
        }
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy("and has not ended within " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("and the agent is stopping");
        }
    }

    private static FailureException busy(String why) {
        return new FailureException(
                FailureCode.HOST_BUSY,
                "The proxy host lists the machines of one vCenter at a time; another list is being made " + why + ".");
    }

    /** Brings a list together. */
    @FunctionalInterface
    interface Listing<T> {
        T list() throws FailureException;
    }
}
