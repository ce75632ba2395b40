package org.ovirt.v2v.engine.security;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Places for asking a service about tokens that nobody has shown lately. Anybody can make up tokens: few are asked about at a time for
 * one client, and not so many for all that those who are known or log in find no place at the service.
 */
final class TokenQuestions {
    static final int MOST = 8;
    static final int MOST_OF_CLIENT = 2;

    /** Colleagues behind one address open the pages together, as after a restart of the engine: they wait for each other. */
    static final int MOST_WAITING = 16;

    private final Map<String, Integer> underWay = new HashMap<>();
    private final long patience;
    private int all;
    private int waiting;

    /** Each waits at most so long for a place. */
    TokenQuestions(Duration patience) {
        this.patience = patience.toNanos();
    }

    /**
     * The answer; throws {@link IdentityServiceAwayException} if there is no place, nor soon.
     *
     * @param address where the token comes from
     */
    <T> T ask(String address, Supplier<T> question) {
        String client = LoginThrottle.network(address);
        enter(client);
        try {
            return question.get();
        } finally {
            leave(client);
        }
    }

    private synchronized void enter(String client) {
        long begun = System.nanoTime();
        while (all >= MOST || underWay.getOrDefault(client, 0) >= MOST_OF_CLIENT) {
            long left = patience - (System.nanoTime() - begun);
            if (left <= 0 || waiting == MOST_WAITING) {
                throw new IdentityServiceAwayException(
                        "Too many tokens are being looked at for the first time that come from " + client
                                + " or from all clients",
                        null);
            }
            waiting++;
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IdentityServiceAwayException("The engine is stopping", e);
            } finally {
                waiting--;
            }
        }
        all++;
        underWay.merge(client, 1, Integer::sum);
    }

    private synchronized void leave(String client) {
        all--;
        notifyAll();
        underWay.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }
}
