package org.ovirt.v2v.agent.storage;

import java.time.Duration;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.settings.SettingBounds;

/**
 * How long storage may be silent.
 *
 * @param look while something is looked at
 * @param work while something is moved, removed or brought onto the disks
 * @param start how long a helper process may take to start, which says nothing about storage
 * @param helpers how many helper processes there may be
 */
public record StorageLimits(Duration look, Duration work, Duration start, int helpers) {
    /** Java on a host that is busy with conversions needs seconds; whoever needs longer than that will not come. */
    static final Duration START = Duration.ofSeconds(60);

    public StorageLimits {
        SettingBounds.require("agent.storage.answer-limit", look.toSeconds(), 1, 600);
        SettingBounds.require("agent.storage.work-limit", work.toSeconds(), 1, 86_400);
        SettingBounds.require("agent.storage.helpers", helpers, 2, 500);
    }

    /** Throws {@link IllegalArgumentException} if one of the settings is out of bounds. */
    public static StorageLimits of(AgentConfig.Storage settings) {
        return new StorageLimits(
                Duration.ofSeconds(settings.answerLimit()),
                Duration.ofSeconds(settings.workLimit()),
                START,
                settings.helpers());
    }

    Duration of(Pace pace) {
        return switch (pace) {
            case LOOK -> look;
            case WORK -> work;
        };
    }
}
