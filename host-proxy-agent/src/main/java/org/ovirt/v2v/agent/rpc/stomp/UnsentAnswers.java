package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes of answers, of all clients together, that lie here because they have not been read yet. The largest one does not count, so that
 * an inventory may be as long as it is; when the others are too many, whoever has most of them is cut off. Used on the event loop only.
 */
final class UnsentAnswers {
    /** An eighth of the agent's heap. */
    static final long MOST = 8L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(UnsentAnswers.class);

    private final Map<Channel, Unsent> unsent = new HashMap<>();
    private long all;

    /** Of one client, in the order in which they are sent. */
    private static final class Unsent {
        private final Queue<Integer> lengths = new ArrayDeque<>();
        private long sum;

        int largest() {
            return lengths.stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }

    /** An answer of so many bytes is about to be sent; others may be cut off for it, or this client itself. */
    void add(Channel client, int length) {
        Unsent own = unsent.computeIfAbsent(client, each -> new Unsent());
        own.lengths.add(length);
        own.sum += length;
        all += length;
        while (all > MOST && makeRoom()) {
            // for as long as there is somebody who must go
        }
    }

    /** The oldest answer of the client is on its way. */
    void sent(Channel client) {
        Optional.ofNullable(unsent.get(client)).ifPresent(own -> {
            int length = own.lengths.remove();
            own.sum -= length;
            all -= length;
            if (own.lengths.isEmpty()) {
                unsent.remove(client);
            }
        });
    }

    /** Whether somebody was cut off. */
    private boolean makeRoom() {
        Channel spared = unsent.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().largest()))
                .orElseThrow()
                .getKey();
        int largest = unsent.get(spared).largest();
        if (all - largest <= MOST) {
            return false;
        }
        Channel greediest = unsent.entrySet().stream()
                .max(Comparator.comparingLong(
                        entry -> entry.getValue().sum - (entry.getKey().equals(spared) ? largest : 0)))
                .orElseThrow()
                .getKey();
        LOG.warn("{} does not read its answers, cutting it off", greediest.remoteAddress());
        all -= unsent.remove(greediest).sum;
        Admission.cutOff(greediest);
        return true;
    }
}
