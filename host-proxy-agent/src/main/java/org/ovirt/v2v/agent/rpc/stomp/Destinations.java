package org.ovirt.v2v.agent.rpc.stomp;

import java.util.List;

/** VDSM's names of destinations. */
final class Destinations {
    static final String EVENTS = "jms.queue.events";

    private static final List<String> REQUESTS = List.of("jms.topic.vdsm_requests", "jms.topic.vdsm_irs_requests");

    private Destinations() {}

    /** Whether a message to this destination is a request; a dot and more may follow the name. */
    static boolean isRequests(String destination) {
        return REQUESTS.stream()
                .anyMatch(requests -> destination.equals(requests) || destination.startsWith(requests + "."));
    }
}
