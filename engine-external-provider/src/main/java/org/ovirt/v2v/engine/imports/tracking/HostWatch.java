package org.ovirt.v2v.engine.imports.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ovirt.v2v.engine.peers.Leases;

/**
 * Which proxy hosts this engine watches: each host with imports is asked, listened to and told to start and stop by one engine at a
 * time, and of several engines each watches as many as the others.
 */
@ApplicationScoped
public class HostWatch {
    private static final String PREFIX = "host:";

    private final Leases leases;
    private volatile int needed;

    public HostWatch(Leases leases) {
        this.leases = leases;
    }

    /** Whether this engine is the one that watches the host. */
    boolean watches(UUID host) {
        return leases.holds(name(host));
    }

    /** Begins to watch the host, unless another engine does or this one has its share. */
    boolean tryToWatch(UUID host) {
        return watches(host)
                || (watched().size() < share() && leases.take(name(host)).isPresent());
    }

    /**
     * Takes and leaves hosts so that they are shared out.
     *
     * @param hosts all that have to be watched by some engine
     */
    void share(Collection<UUID> hosts) {
        Set<String> names = hosts.stream().map(HostWatch::name).collect(Collectors.toUnmodifiableSet());
        needed = names.size();
        watched().stream().filter(each -> !names.contains(each)).forEach(leases::release);
        watched().stream().sorted().skip(share()).forEach(leases::release);
        Set<String> mine = watched();
        if (mine.size() < Math.min(share(), needed)) {
            Set<String> others = leases.heldByOthers();
            names.stream()
                    .filter(each -> !mine.contains(each) && !others.contains(each))
                    .limit(share() - mine.size())
                    .forEach(leases::take);
        }
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
