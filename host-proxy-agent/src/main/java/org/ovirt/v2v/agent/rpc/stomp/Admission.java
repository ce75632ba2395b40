package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ovirt.v2v.agent.settings.AgentConfig.Commanders;
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

    /** Extended key usage of a TLS server (RFC 5280, 4.2.1.12). */
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";

    private final int mostClients;
    private final Commanders commanders;
    private final int mostOfOneAddress;
    private final RareWarning tooManyStrangers = new RareWarning(LOG);
    private final RareWarning tooManyClients = new RareWarning(LOG);
    private final RareWarning noEngine = new RareWarning(LOG);
    /** The oldest first. */
    private final Set<Channel> strangers = new LinkedHashSet<>();

    private final Map<InetAddress, Integer> clients = new HashMap<>();

    /**
     * For one server.
     *
     * @param mostClients connections at once that have shown a certificate; one address may have a quarter of them
     */
    Admission(int mostClients, Commanders commanders) {
        this.mostClients = mostClients;
        this.commanders = commanders;
        this.mostOfOneAddress = Math.max(1, mostClients / 4);
    }

    /** Takes a new connection in, in place of another one if there are too many. */
    void accept(Channel channel) {
        if (channel.remoteAddress() == null) {
            cutOff(channel); // it is gone already
            return;
        }
        if (strangers.size() >= MOST_STRANGERS) {
            Channel other = oldestOfTheMost();
            tooManyStrangers.log("Too many connections without a certificate, closing one of {}", addressOf(other));
            strangers.remove(other);
            cutOff(other);
        }
        strangers.add(channel);
        channel.closeFuture().addListener(closed -> strangers.remove(channel));
    }

    /** The connection has shown a certificate of the authority. Whether it may stay; otherwise it is closed. */
    boolean admit(Channel channel, X509Certificate certificate) {
        if (!mayCommand(certificate)) {
            noEngine.log(
                    "{} showed the certificate {}, which is no engine's, since it is not for clients alone; make one with"
                            + " \"v2v-pki engine\", or set agent.tls.commanders=ALL to let in each certificate of the authority",
                    channel.remoteAddress(),
                    certificate.getSubjectX500Principal());
            cutOff(channel);
            return false;
        }
        strangers.remove(channel);
        InetAddress address = addressOf(channel);
        int same = clients.getOrDefault(address, 0);
        int all = clients.values().stream().mapToInt(Integer::intValue).sum();
        if (same >= mostOfOneAddress || all >= mostClients) {
            tooManyClients.log(
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

    private boolean mayCommand(X509Certificate certificate) {
        return switch (commanders) {
            case ALL -> true;
            case ENGINES -> isForClientsAlone(certificate);
        };
    }

    /** One that says nothing is for everything. */
    private static boolean isForClientsAlone(X509Certificate certificate) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            return uses != null && !uses.contains(SERVER);
        } catch (CertificateParsingException e) {
            return false;
        }
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
