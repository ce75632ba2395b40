package org.ovirt.v2v.agent.rpc.stomp;

import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who gets what is sent to a destination. Used on the event loop only, so it needs no locks. */
final class Subscriptions {
    private final Map<String, List<Subscription>> byDestination = new HashMap<>();

    void add(String destination, Subscriber subscriber, String id) {
        byDestination.computeIfAbsent(destination, name -> new ArrayList<>()).add(new Subscription(subscriber, id));
    }

    void remove(String destination, Subscriber subscriber, String id) {
        byDestination.computeIfPresent(destination, (name, subscribed) -> {
            subscribed.remove(new Subscription(subscriber, id));
            return subscribed.isEmpty() ? null : subscribed;
        });
    }

    /**
     * Answers a request. Like VDSM, sends to every connection that is subscribed to the destination, since several clients share
     * {@code jms.topic.vdsm_responses}; but one that did not ask and does not keep up is left out. What is returned is
     * done as soon as a copy has left the agent, or never will.
     */
    List<Future<Void>> respond(Subscriber requester, String destination, byte[] body) {
        List<Future<Void>> sent = new ArrayList<>();
        for (Subscription each : of(destination)) {
            if (each.subscriber().equals(requester) || each.subscriber().keepsUp()) {
                sent.add(each.subscriber().answer(destination, each.id(), body));
            }
        }
        return sent;
    }

    /** Tells everyone; those who do not keep up miss what is droppable, and are cut off in the end. */
    void publish(String destination, byte[] body, boolean droppable) {
        for (Subscription each : of(destination)) {
            if (!droppable) {
                each.subscriber().tell(destination, each.id(), body);
            } else if (each.subscriber().keepsUp()) {
                each.subscriber().deliver(destination, each.id(), body);
            }
        }
    }

    private List<Subscription> of(String destination) {
        // a copy: delivering may close a connection, and that removes its subscriptions
        return List.copyOf(byDestination.getOrDefault(destination, List.of()));
    }

    private record Subscription(Subscriber subscriber, String id) {}
}
