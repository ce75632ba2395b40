package org.ovirt.v2v.engine;

import java.util.concurrent.Executor;

/** Hands tasks over to the threads that do them. */
public final class HandOver {
    private HandOver() {}

    /**
     * Hands over a task that has been noted as under way already. A machine that is full has no thread for it at times, which may be
     * an error as well as an exception: nobody does the task then, and nobody would ever again if it stayed noted.
     *
     * @param takeBack takes the note back; before what kept the task from being handed over is thrown on
     */
    public static void to(Executor executor, Runnable task, Runnable takeBack) {
        boolean taken = false;
        try {
            executor.execute(task);
            taken = true;
        } finally {
            if (!taken) {
                takeBack.run();
            }
        }
    }
}
