package org.ovirt.v2v.agent.attack;

import java.util.LinkedHashMap;
import java.util.Map;

/** What has been promised and does not hold, each with how often. */
final class Promises {
    private final Map<String, Integer> broken = new LinkedHashMap<>();

    synchronized void require(boolean holds, String otherwise) {
        if (!holds) {
            broken(otherwise);
        }
    }

    /** Told at once when it is the first time. */
    synchronized void broken(String what) {
        if (broken.merge(what, 1, Integer::sum) == 1) {
            System.out.println("BROKEN: " + what);
        }
    }

    synchronized boolean hold() {
        return broken.isEmpty();
    }

    synchronized void print() {
        broken.forEach((what, times) -> System.out.printf("does not hold (%d times): %s%n", times, what));
    }
}
