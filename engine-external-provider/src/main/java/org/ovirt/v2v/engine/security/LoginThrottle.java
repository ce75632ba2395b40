package org.ovirt.v2v.engine.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ovirt.v2v.engine.Recency;

/**
 * Slows down guessing: after five wrong passwords in a row for one account from one address, or twenty for any accounts from one
 * address, each further one closes that account from there, or that address, for one second first, then twice as long each time, up
 * to a minute.
 *
 * <p>Nobody locks out others: an account stays open from other addresses, and one that has logged in from an address before stays
 * open from there however many guess at other accounts. Nor does a log-in of one's own make room for more guesses at others.
 */
@ApplicationScoped
public class LoginThrottle {
    private static final int FREE_ATTEMPTS_OF_ACCOUNT = 5;
    private static final int FREE_ATTEMPTS_OF_ADDRESS = 20;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int LIMIT = 10_000;
    private static final int IPV6_BYTES = 16;
    private static final int LONGEST_NAME = 64;

    private final Clock clock;
    private final Map<Source, Failures> failures = new ConcurrentHashMap<>();
    private final Cache<Source, Boolean> seen =
            Caffeine.newBuilder().maximumSize(LIMIT).build();

    public LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Where a password comes from.
     *
     * @param account empty for all accounts
     */
    private record Source(String network, Optional<String> account) {
        static Source of(String address, String account) {
            String name = account.length() > LONGEST_NAME ? account.substring(0, LONGEST_NAME) : account;
            return new Source(LoginThrottle.network(address), Optional.of(name));
        }

        Source allAccounts() {
            return new Source(network, Optional.empty());
        }

        int freeAttempts() {
            return account.isPresent() ? FREE_ATTEMPTS_OF_ACCOUNT : FREE_ATTEMPTS_OF_ADDRESS;
        }
    }

    /** Whether the account cannot be logged in to from the address at the moment. */
    boolean isClosed(String address, String account) {
        Source source = Source.of(address, account);
        return isClosed(source) || (isClosed(source.allAccounts()) && seen.getIfPresent(source) == null);
    }

    private boolean isClosed(Source source) {
        Failures known = failures.get(source);
        return known != null && Recency.isWithin(known.last(), known.pause(), clock.instant());
    }

    void failed(String address, String account) {
        Instant now = clock.instant();
        // two more follow
        if (failures.size() + 2 > LIMIT) {
            makeRoom(now);
        }
        Source source = Source.of(address, account);
        failures.compute(source, (key, known) -> next(key, known, now));
        failures.compute(source.allAccounts(), (key, known) -> next(key, known, now));
    }

    void succeeded(String address, String account) {
        Source source = Source.of(address, account);
        failures.remove(source);
        seen.put(source, true);
    }

    /** How many sources of wrong passwords are remembered. */
    int size() {
        return failures.size();
    }

    /** Whoever has more addresses than can be remembered gains little: the oldest tenth is forgotten. */
    private void makeRoom(Instant now) {
        failures.values().removeIf(each -> each.last().plus(FORGOTTEN_AFTER).isBefore(now));
        if (failures.size() + 2 > LIMIT) {
            failures.entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getValue().last()))
                    .limit(LIMIT / 10)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(failures::remove);
        }
    }

    /** One client has all of the addresses of an IPv6 network. */
    static String network(String address) {
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

    private static Failures next(Source source, Failures known, Instant now) {
        boolean first = known == null || known.last().plus(FORGOTTEN_AFTER).isBefore(now);
        int count = first ? 1 : known.count() + 1;
        return new Failures(count, now, pause(count - source.freeAttempts()));
    }

    private static Duration pause(int beyondFree) {
        if (beyondFree <= 0) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(beyondFree - 1, 6));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    /**
     * The wrong passwords from a source.
     *
     * @param pause for how long it is closed from the last one on
     */
    private record Failures(int count, Instant last, Duration pause) {}
}
