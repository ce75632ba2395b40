package org.ovirt.v2v.agent.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.FailureCode;

/** How this host is doing: the members of VDSM's HostStats (vdsm-api.yml) that cost nothing to tell. */
public final class HostStats {
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss 'GMT'").withZone(ZoneOffset.UTC);

    private final Instant started = Instant.now();

    /** Memory is in MiB, memUsed in percent, elapsedTime in seconds since the agent was started. */
    public Map<String, Object> read() throws FailureException {
        try {
            Memory memory = Memory.read();
            Instant now = Instant.now();
            Map<String, Object> stats = new LinkedHashMap<>();
            stats.put("cpuLoad", Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
            stats.put("memAvailable", memory.available());
            stats.put("memFree", memory.free());
            stats.put("memUsed", Long.toString(memory.used()));
            stats.put("swapTotal", memory.swapTotal());
            stats.put("swapFree", memory.swapFree());
            stats.put("elapsedTime", Duration.between(started, now).toSeconds());
            stats.put("dateTime", DATE_TIME.format(now.truncatedTo(ChronoUnit.SECONDS)));
            return stats;
        } catch (IOException e) {
            throw new FailureException(FailureCode.INTERNAL, "/proc cannot be read: " + e.getMessage(), e);
        }
    }
}
