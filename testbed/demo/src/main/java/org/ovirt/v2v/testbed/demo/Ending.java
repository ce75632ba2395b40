package org.ovirt.v2v.testbed.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ovirt.v2v.testbed.OpenFixtures;

/** Lets Ctrl-C, a signal or a closed terminal end what the main thread does, before what it has started is closed. */
final class Ending {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch workOver = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile boolean well;

    private Ending() {}

    /** For the thread that calls this. */
    static Ending ofThisThread() {
        Ending ending = new Ending();
        OpenFixtures.beforeTheEnd(ending::endWork);
        return ending;
    }

    private void endWork() {
        if (workOver.getCount() == 0) {
            return;
        }
        requested = true;
        worker.interrupt();
        try {
            if (!workOver.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("What was going on does not end; closing everything all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether somebody wants this to end. */
    boolean isRequested() {
        return requested;
    }

    /** The thread does no more. */
    void workIsOver(boolean endedWell) {
        well = endedWell;
        workOver.countDown();
    }

    /** Whether all that was asked for has been done. */
    boolean isWell() {
        return well;
    }
}
