package org.ovirt.v2v.agent.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovirt.v2v.agent.settings.AgentConfig;
import org.ovirt.v2v.agent.settings.AgentConfig.Units;
import org.ovirt.v2v.agent.settings.SettingBounds;

/**
 * What systemd is told of conversions; what is empty is left as it is.
 *
 * @param cpuWeight of all conversions together
 * @param ioWeight of all conversions together
 * @param memoryHigh MiB that each conversion may have before the kernel takes memory back from it
 */
public record UnitSettings(
        Units units, Optional<Integer> cpuWeight, Optional<Integer> ioWeight, Optional<Integer> memoryHigh) {
    /** Of systemd.resource-control(5). */
    private static final int HEAVIEST = 10_000;

    /** A conversion with less would do nothing but wait for its pages. */
    private static final int LEAST_MEMORY = 256;

    private static final int MOST_MEMORY = 16 * 1024 * 1024;

    public UnitSettings {
        cpuWeight.ifPresent(weight -> SettingBounds.require("agent.v2v.cpu-weight", weight, 1, HEAVIEST));
        ioWeight.ifPresent(weight -> SettingBounds.require("agent.v2v.io-weight", weight, 1, HEAVIEST));
        memoryHigh.ifPresent(high -> SettingBounds.require("agent.v2v.memory-high", high, LEAST_MEMORY, MOST_MEMORY));
    }

    /** Throws {@link IllegalArgumentException} if one of the settings is out of bounds. */
    public static UnitSettings of(AgentConfig.V2v settings) {
        return new UnitSettings(settings.units(), settings.cpuWeight(), settings.ioWeight(), settings.memoryHigh());
    }

    /** Of the slice: a weight counts among neighbours, and those of the slice are the host's other services and machines. */
    List<String> ofAll() {
        List<String> properties = new ArrayList<>();
        cpuWeight.ifPresent(weight -> properties.add("CPUWeight=" + weight));
        ioWeight.ifPresent(weight -> properties.add("IOWeight=" + weight));
        return List.copyOf(properties);
    }

    /** Of the unit of each conversion. */
    List<String> ofEach() {
        List<String> properties =
                new ArrayList<>(List.of("CPUAccounting=yes", "IOAccounting=yes", "MemoryAccounting=yes"));
        memoryHigh.ifPresent(high -> properties.add("MemoryHigh=" + high + "M"));
        return List.copyOf(properties);
    }
}
