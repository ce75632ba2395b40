package org.ovirt.v2v.engine.imports.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.peers.Leases;

/**
 * Which proxy hosts this engine watches: each host with imports is asked, listened to and told to start and stop by one engine at a
 * time, and of several engines each watches as many as the others. A host that one cannot reach is left to another that may.
 */
@ApplicationScoped
public class HostWatch {
    private static final String PREFIX = "host:";

    /** For how long a host that was given up is left to others. */
    private static final Duration LEFT = Duration.ofMinutes(1);

    /** A host that is found without engine twice, so long apart, is for whoever can, although that one has its share. */
    private static final Duration ALONE = Duration.ofSeconds(10);

    private final Leases leases;
    private final Clock clock;
    private volatile int needed;

    /** Until when hosts that this engine could not reach are not for it. */
    private final Map<String, Instant> left = new ConcurrentHashMap<>();

    /** Hosts that are watched although this engine has its share, since nobody else did. */
    private final Set<String> beyond = new HashSet<>();

    private Set<String> alone = Set.of();
    private Instant looked = Instant.MIN;

    public HostWatch(Leases leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    /** Whether this engine is the one that watches the host. */
    boolean watches(UUID host) {
        return leases.holds(name(host));
    }

    /** Begins to watch the host, unless another engine does or this one has its share. */
    boolean tryToWatch(UUID host) {
        return watches(host)
                || (!isLeft(name(host))
                        && watched().size() < share()
                        && leases.take(name(host)).isPresent());
    }

    /** Leaves a host that this engine cannot reach to the others, if there are any; for a while it does not take it again. */
    void giveUp(UUID host) {
        if (leases.engines() > 1) {
            left.put(name(host), clock.instant().plus(LEFT));
            leases.release(name(host));
        }
    }

    /**
     * Takes and leaves hosts so that they are shared out.
     *
     * @param hosts all that have to be watched by some engine
     */
    void share(Collection<UUID> hosts) {
        Set<String> names = hosts.stream().map(HostWatch::name).collect(Collectors.toUnmodifiableSet());
        needed = names.size();
        left.values().removeIf(until -> !until.isAfter(clock.instant()));
        watched().stream().filter(each -> !names.contains(each)).forEach(leases::release);
        beyond.retainAll(watched());
        watched().stream()
                .filter(each -> !beyond.contains(each))
                .sorted()
                .skip(share())
                .forEach(leases::release);
        Set<String> mine = watched();
        boolean wantsMore = mine.size() < Math.min(share(), needed);
        boolean looks = mine.size() < needed && !looked.plus(ALONE).isAfter(clock.instant());
        if (wantsMore || looks) {
            Set<String> others = leases.heldByOthers();
            Set<String> free = names.stream()
                    .filter(each -> !mine.contains(each) && !others.contains(each) && !isLeft(each))
                    .collect(Collectors.toUnmodifiableSet());
            free.stream().limit(Math.max(0, share() - mine.size())).forEach(leases::take);
            if (looks) {
                takeThoseAlone(free);
            }
        }
    }

    private void takeThoseAlone(Set<String> free) {
        free.stream()
                .filter(each -> alone.contains(each) && !leases.holds(each))
                .filter(each -> leases.take(each).isPresent())
                .forEach(beyond::add);
        alone = free;
        looked = clock.instant();
    }

    /** One engine by itself has nobody to leave a host to. */
    private boolean isLeft(String name) {
        return leases.engines() > 1 && left.getOrDefault(name, Instant.MIN).isAfter(clock.instant());
    }

    private Set<String> watched() {
        return leases.held().stream().filter(each -> each.startsWith(PREFIX)).collect(Collectors.toUnmodifiableSet());
    }

    /** How many hosts each engine watches at most: rounded up, so that none is left over. */
    private int share() {
        int engines = leases.engines();
        return engines == 1 ? Integer.MAX_VALUE : Math.max(1, (needed + engines - 1) / engines);
    }

    private static String name(UUID host) {
        return PREFIX + host;
    }
}
