package org.ovirt.v2v.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process as {@code /proc/<pid>/stat} tells it (proc(5)).
 *
 * @param state one of proc(5)'s letters
 * @param ticks of the processor's time that it and its ended children have used, clock ticks
 * @param startTime in clock ticks since the host was booted; together with the pid it names a process for good
 */
public record ProcessStat(int pid, String state, long ticks, long startTime) {
    private static final int STATE = 0;
    private static final int FIRST_TICKS = 11;
    private static final int LAST_TICKS = 14;
    private static final int START_TIME = 19;

    public static Optional<ProcessStat> read(int pid) {
        try {
            return parse(
                    pid,
                    Files.readString(Path.of("/proc", Integer.toString(pid), "stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether only its exit code is left of it. */
    public boolean dead() {
        return "ZX".contains(state);
    }

    /** Whether it runs, or waits for a disk. */
    public boolean isAtWork() {
        return "RD".contains(state);
    }

    private static Optional<ProcessStat> parse(int pid, String stat) {
        // the second field is the program's name in parentheses, which may hold anything
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= START_TIME) {
            return Optional.empty();
        }
        long ticks = 0;
        for (int field = FIRST_TICKS; field <= LAST_TICKS; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return Optional.of(new ProcessStat(pid, fields[STATE], ticks, Long.parseLong(fields[START_TIME])));
    }
}
