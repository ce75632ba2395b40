package org.ovirt.v2v.agent.storage;

import java.nio.file.Path;
import java.util.Optional;
import org.ovirt.v2v.agent.process.ProcessStat;

/** A process that was killed, and is not gone before the storage lets it go. */
record HeldProcess(int pid, long startTime) {
    static Optional<HeldProcess> of(long pid) {
        return ProcessStat.read((int) pid).map(entry -> new HeldProcess((int) pid, entry.startTime()));
    }

    /** A process of which one thread hangs looks dead, but has that thread. */
    boolean isGone() {
        return ProcessStat.read(pid)
                .filter(entry -> entry.startTime() == startTime)
                .filter(entry -> !entry.dead() || threads() > 1)
                .isEmpty();
    }

    private int threads() {
        String[] threads =
                Path.of("/proc", Integer.toString(pid), "task").toFile().list();
        return threads == null ? 0 : threads.length;
    }
}
