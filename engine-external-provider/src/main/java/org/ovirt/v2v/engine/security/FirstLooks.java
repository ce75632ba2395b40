package org.ovirt.v2v.engine.security;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Places for asking a service whose a token is that nobody has shown before. Anybody can make up tokens: few are asked about at a time for one client, and not so
 * many for all that those who are known or log in find no place at the service.
 */
final class FirstLooks {
    static final int MOST = 8;
    static final int MOST_OF_CLIENT = 2;

    private final Map<String, Integer> underWay = new HashMap<>();
    private int all;

    /**
     * The answer; throws {@link IdentityServiceAwayException} at once if there is no place.
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
        if (all >= MOST || underWay.getOrDefault(client, 0) >= MOST_OF_CLIENT) {
            throw new IdentityServiceAwayException(
                    "Too many tokens are being looked at for the first time that come from " + client
                            + " or from all clients",
                    null);
        }
        all++;
        underWay.merge(client, 1, Integer::sum);
    }

    private synchronized void leave(String client) {
        all--;
        underWay.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }
}
