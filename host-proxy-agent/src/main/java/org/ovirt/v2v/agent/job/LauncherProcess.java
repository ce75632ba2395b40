package org.ovirt.v2v.agent.job;

import java.util.Optional;
import org.ovirt.v2v.agent.process.ProcessStat;

/** The launcher of a conversion, named so that another process with the same pid is never taken for it. */
record LauncherProcess(int pid, long startTime) {
    /** Reads what the launcher wrote: pid and start time. */
    static Optional<LauncherProcess> parse(String text) {
        String[] parts = text.strip().split(" ", -1);
        try {
            return Optional.of(new LauncherProcess(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return ProcessStat.read(pid)
                .filter(entry -> entry.startTime() == startTime && !entry.dead())
                .isPresent();
    }
}
