package org.ovirt.v2v.agent.job;

import java.time.Duration;
import java.util.Optional;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.settings.SettingBounds;

/**
 * How long a conversion may stand still.
 *
 * @param report until that is told
 * @param end until it is ended; empty if it never is
 */
public record StallLimits(Duration report, Optional<Duration> end) {
    private static final int LONGEST = 86_400;

    public StallLimits {
        SettingBounds.require("agent.v2v.stalled-after", report.toSeconds(), 1, LONGEST);
        end.ifPresent(limit ->
                SettingBounds.require("agent.v2v.end-stalled-after", limit.toSeconds(), report.toSeconds(), LONGEST));
    }

    /** Throws {@link IllegalArgumentException} if one of the settings is out of bounds. */
    public static StallLimits of(AgentConfig.V2v settings) {
        return new StallLimits(
                Duration.ofSeconds(settings.stalledAfter()),
                settings.endStalledAfter().map(Duration::ofSeconds));
    }
}
