package org.ovirt.v2v.agent.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Those of nbdkit's plug-ins that virt-v2v reads sources with. The answer is kept for a minute. */
final class NbdkitPlugins {
    private static final List<String> USED = List.of("curl", "ssh", "vddk", "libvirt");
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofMinutes(1);

    private List<String> plugins = List.of();
    private Instant asked = Instant.MIN;

    synchronized List<String> look() {
        Instant now = Instant.now();
        // or at a time that is still to come: the clock was set back
        if (asked.isBefore(now.minus(KEPT)) || asked.isAfter(now)) {
            plugins = USED.stream().filter(NbdkitPlugins::isInstalled).toList();
            asked = Instant.now();
        }
        return plugins;
    }

    private static boolean isInstalled(String plugin) {
        return Programs.find("nbdkit").isPresent()
                && ToolRun.of(LIMIT, List.of("nbdkit", "--dump-plugin", plugin)).succeeded();
    }
}
