package org.ovirt.v2v.agent;

import java.util.EnumMap;
import java.util.Map;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.VerbWorkers;

/** The threads that verbs run on, gone when idle: some for each reach. */
final class Workers implements VerbWorkers, AutoCloseable {
    /**
     * What waits for one source or domain behind what is at work there: more than an engine checks at the same time (64), and less than
     * half of what it may have waiting here. More would only wait until nobody wants it any longer.
     */
    private static final int MOST_WAITING_OF_ONE = 96;

    private final Map<Verb.Reach, Lane> lanes = new EnumMap<>(Verb.Reach.class);

    Workers() {
        for (Verb.Reach reach : Verb.Reach.values()) {
            lanes.put(reach, lane(reach));
        }
    }

    private static Lane lane(Verb.Reach reach) {
        return switch (reach) {
            case AGENT -> new Lane(8, 8, Lane.MOST_WAITING); // as many as VDSM has
            case RECORDS -> new Lane(2, 1, Lane.MOST_WAITING);
            // a source that answers late keeps a quarter of the threads from others
            case SOURCE -> new Lane(16, 4, MOST_WAITING_OF_ONE);
            // as many of one domain as its helper does at the same time: those that wait there keep jobs from being
            // heard
            case EXPORT_DOMAIN -> new Lane(64, 8, MOST_WAITING_OF_ONE);
        };
    }

    @Override
    public void execute(Verb.Reach reach, Object party, Runnable work) {
        lanes.get(reach).add(party, work);
    }

    /** What is at work is interrupted, what waits is forgotten. */
    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
    }
}
