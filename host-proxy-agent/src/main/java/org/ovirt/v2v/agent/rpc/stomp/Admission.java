package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may be connected. Anybody can open connections, and each costs memory and a handshake: so of those that have not shown a
 * certificate yet there are few, and a new one takes the place of the oldest of whoever has most of them. Used on the event loop only.
 */
final class Admission {
    /** Connections at once that have not shown a certificate; an engine's is one of them for some milliseconds. */
    static final int MOST_STRANGERS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final int mostClients;
    private final int mostOfOneAddress;
    private final RareWarning turnedAway = new RareWarning(LOG);
    /** The oldest first. */
    private final Set<Channel> strangers = new LinkedHashSet<>();

    private final Map<InetAddress, Integer> clients = new HashMap<>();

    /**
     * For one server.
     *
     * @param mostClients connections at once that have shown a certificate; one address may have a quarter of them
     */
    Admission(int mostClients) {
        this.mostClients = mostClients;
        this.mostOfOneAddress = Math.max(1, mostClients / 4);
    }

    /** Takes a new connection in, in place of another one if there are too many. */
    void accept(Channel channel) {
        if (strangers.size() >= MOST_STRANGERS) {
            Channel other = oldestOfTheMost();
            turnedAway.log("Too many connections without a certificate, closing one of {}", addressOf(other));
            strangers.remove(other);
            cutOff(other);
        }
        strangers.add(channel);
        channel.closeFuture().addListener(closed -> strangers.remove(channel));
    }

    /** The connection has shown a certificate. Whether it may stay; otherwise it is closed. */
    boolean admit(Channel channel) {
        strangers.remove(channel);
        InetAddress address = addressOf(channel);
        int same = clients.getOrDefault(address, 0);
        int all = clients.values().stream().mapToInt(Integer::intValue).sum();
        if (same >= mostOfOneAddress || all >= mostClients) {
            turnedAway.log(
                    "{} has {} connections and all clients {}, refusing one: agent.clients allows {}, a quarter of them to one address",
                    address,
                    same,
                    all,
                    mostClients);
            cutOff(channel);
            return false;
        }
        clients.merge(address, 1, Integer::sum);
        channel.closeFuture()
                .addListener(
                        closed -> clients.computeIfPresent(address, (each, count) -> count == 1 ? null : count - 1));
        return true;
    }

    private Channel oldestOfTheMost() {
        Map<InetAddress, List<Channel>> byAddress =
                strangers.stream().collect(Collectors.groupingBy(Admission::addressOf));
        return byAddress.values().stream()
                .max(Comparator.comparingInt(List::size))
                .map(most -> most.get(0))
                .orElseThrow();
    }

    /** Closes a connection at once, without what is still to be sent: neither the agent nor the system keeps anything for it. */
    static void cutOff(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe()
                    .close(channel.unsafe().voidPromise()); // TLS would say good-bye first, behind all that waits
        }
    }

    private static InetAddress addressOf(Channel channel) {
        return ((InetSocketAddress) channel.remoteAddress()).getAddress();
    }
}
