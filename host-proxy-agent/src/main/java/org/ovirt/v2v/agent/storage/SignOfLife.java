package org.ovirt.v2v.agent.storage;

import java.util.concurrent.atomic.AtomicLong;

/** Lets work that takes long show that the storage answers it. Does nothing outside a helper process. */
public final class SignOfLife {
    private static final ThreadLocal<AtomicLong> COUNTER = new ThreadLocal<>();

    private SignOfLife() {}

    /** The storage has just answered the calling thread. */
    public static void show() {
        AtomicLong counter = COUNTER.get();
        if (counter != null) {
            counter.incrementAndGet();
        }
    }

    /** What the calling thread shows from now on is counted there. */
    static void countInto(AtomicLong counter) {
        COUNTER.set(counter);
    }
}
