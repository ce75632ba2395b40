package org.ovirt.v2v.engine.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows down guessing: after five wrong passwords in a row from one address each further one closes that address out, for one
 * second first, then twice as long each time, up to a minute. Other addresses are not affected.
 */
@ApplicationScoped
public class LoginThrottle {
    private static final int FREE_ATTEMPTS = 5;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int LIMIT = 10_000;
    private static final int IPV6_BYTES = 16;

    private final Clock clock;
    private final Map<String, Failures> byAddress = new ConcurrentHashMap<>();

    public LoginThrottle() {
        this(Clock.systemUTC());
    }

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Whether nobody can log in from the address at the moment. */
    boolean isClosed(String address) {
        Failures failures = byAddress.get(network(address));
        return failures != null && failures.closedUntil().isAfter(clock.instant());
    }

    void failed(String address) {
        Instant now = clock.instant();
        if (byAddress.size() >= LIMIT) {
            makeRoom(now);
        }
        byAddress.compute(network(address), (key, known) -> next(known, now));
    }

    void succeeded(String address) {
        byAddress.remove(network(address));
    }

    /** How many addresses are remembered. */
    int size() {
        return byAddress.size();
    }

    /** Whoever has more addresses than can be remembered gains little: the oldest tenth is forgotten. */
    private void makeRoom(Instant now) {
        byAddress
                .values()
                .removeIf(failures -> failures.last().plus(FORGOTTEN_AFTER).isBefore(now));
        if (byAddress.size() >= LIMIT) {
            byAddress.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getValue().last()))
                    .limit(LIMIT / 10)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(byAddress::remove);
        }
    }

    /** One client has all of the addresses of an IPv6 network. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // an address in digits is not looked up
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, IPV6_BYTES / 2) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static Failures next(Failures known, Instant now) {
        boolean first = known == null || known.last().plus(FORGOTTEN_AFTER).isBefore(now);
        int count = first ? 1 : known.count() + 1;
        return new Failures(count, now, now.plus(pause(count)));
    }

    private static Duration pause(int count) {
        if (count <= FREE_ATTEMPTS) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(count - FREE_ATTEMPTS - 1, 6));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    private record Failures(int count, Instant last, Instant closedUntil) {}
}
