package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The host's memory in MiB, from proc(5). */
record Memory(long total, long free, long available, long swapTotal, long swapFree) {
    private static final long KIB_PER_MIB = 1024;

    static Memory read() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/meminfo")));
    }

    static Memory parse(List<String> lines) {
        Map<String, Long> values = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split("[: ]+", -1);
            if (words.length >= 2) {
                values.put(words[0], Long.parseLong(words[1]) / KIB_PER_MIB);
            }
        }
        return new Memory(
                values.getOrDefault("MemTotal", 0L),
                values.getOrDefault("MemFree", 0L),
                values.getOrDefault("MemAvailable", 0L),
                values.getOrDefault("SwapTotal", 0L),
                values.getOrDefault("SwapFree", 0L));
    }

    /** Percent. */
    long used() {
        return total == 0 ? 0 : 100 - 100 * available / total;
    }
}
