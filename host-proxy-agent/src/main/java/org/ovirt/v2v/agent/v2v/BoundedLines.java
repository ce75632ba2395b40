package org.ovirt.v2v.agent.v2v;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the last lines added, shortened if they are very long, so that no output can fill the memory. */
final class BoundedLines {
    private static final int LONGEST = 2_000;

    private final int most;
    private final Deque<String> lines = new ArrayDeque<>();

    BoundedLines(int most) {
        this.most = most;
    }

    void add(String line) {
        if (lines.size() == most) {
            lines.removeFirst();
        }
        lines.addLast(line.substring(0, Math.min(LONGEST, line.length())));
    }

    /** Adds to the last line; does nothing if there is none. */
    void extend(String more) {
        if (!lines.isEmpty() && lines.getLast().length() < LONGEST) {
            add(lines.removeLast() + " " + more);
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<String> list() {
        return List.copyOf(lines);
    }
}
