package org.ovirt.v2v.agent.attack;

import java.util.ArrayList;
import java.util.List;

/** How long calls took, in milliseconds. */
final class Latencies {
    private final List<Long> millis = new ArrayList<>();

    void add(long took) {
        millis.add(took);
    }

    void addAll(Latencies others) {
        millis.addAll(others.millis);
    }

    /** As many in a hundred took at most so long; 0 if there was no call. */
    long percentile(int hundredths) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() * hundredths / 100, sorted.size() - 1));
    }

    long worst() {
        return percentile(100);
    }

    int count() {
        return millis.size();
    }
}
